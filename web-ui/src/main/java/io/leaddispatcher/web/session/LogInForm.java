package io.leaddispatcher.web.session;

import io.leaddispatcher.application.access.LogIn;
import io.leaddispatcher.application.access.LogOut;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Takes what the form of {@code /login} sends. */
final class LogInForm implements WebFilter {

    static final String PATH = "/login";

    private final LogIn logIn;
    private final LogOut logOut;
    private final Cookies cookies;
    private final RequestedPage requested;

    LogInForm(LogIn logIn, LogOut logOut, Cookies cookies, RequestedPage requested) {
        this.logIn = logIn;
        this.logOut = logOut;
        this.cookies = cookies;
        this.requested = requested;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        return HttpMethod.POST.equals(request.getMethod())
                        && PATH.equals(request.getPath().pathWithinApplication().value())
                ? exchange.getFormData()
                        .flatMap(form -> logIn.handle(command(form, exchange)))
                        .flatMap(outcome -> answer(exchange, outcome))
                : chain.filter(exchange);
    }

    private static LogIn.Command command(
            MultiValueMap<String, String> form, ServerWebExchange exchange) {
        return new LogIn.Command(
                Objects.requireNonNullElse(form.getFirst("email"), ""),
                Objects.requireNonNullElse(form.getFirst("password"), ""),
                Doorway.address(exchange));
    }

    private Mono<Void> answer(ServerWebExchange exchange, LogIn.Outcome outcome) {
        return switch (outcome) {
            case LogIn.Outcome.Opened(String token) -> enter(exchange, token);
            case LogIn.Outcome.HalfOpened(String token) -> {
                cookies.half().write(exchange, token);
                yield Redirect.to(exchange, SecondStepForm.PATH);
            }
            case LogIn.Outcome.Refused() -> Redirect.to(exchange, PATH + "?error");
            case LogIn.Outcome.TooMany(var wait) -> {
                exchange.getResponse()
                        .getHeaders()
                        .set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
                yield Redirect.to(exchange, PATH + "?throttled");
            }
        };
    }

    /** A session that was there before, whoever's it is, ends. */
    private Mono<Void> enter(ServerWebExchange exchange, String token) {
        return Mono.justOrEmpty(cookies.session().read(exchange))
                .flatMap(logOut::handle)
                .then(
                        Mono.defer(() -> {
                            cookies.session().write(exchange, token);
                            cookies.visitor().remove(exchange);
                            return Redirect.to(exchange, requested.take(exchange));
                        }));
    }
}
