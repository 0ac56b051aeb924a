package io.leaddispatcher.web.session;

import io.leaddispatcher.application.access.LogOut;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Takes what the form of {@code /logout} sends, on every page. A GET changes nothing. */
final class LogOutForm implements WebFilter {

    private static final String PATH = "/logout";

    private final LogOut logOut;
    private final Cookies cookies;
    private final SessionContexts contexts;

    LogOutForm(LogOut logOut, Cookies cookies, SessionContexts contexts) {
        this.logOut = logOut;
        this.cookies = cookies;
        this.contexts = contexts;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        return HttpMethod.POST.equals(request.getMethod())
                        && PATH.equals(request.getPath().pathWithinApplication().value())
                ? leave(exchange)
                : chain.filter(exchange);
    }

    private Mono<Void> leave(ServerWebExchange exchange) {
        return Mono.justOrEmpty(cookies.session().read(exchange))
                .flatMap(token ->
                        logOut.handle(token).then(Mono.fromRunnable(() -> contexts.forget(token))))
                .then(
                        Mono.defer(() -> {
                            cookies.session().remove(exchange);
                            return Redirect.to(exchange, LogInForm.PATH + "?logout");
                        }));
    }
}
