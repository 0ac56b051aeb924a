package io.leaddispatcher.web.session;

import io.leaddispatcher.application.access.LogIn;
import io.leaddispatcher.application.connection.Secret;
import java.util.Objects;
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
    private final Cookies cookies;
    private final Entrance entrance;
    private final TriedAddress tried;

    LogInForm(LogIn logIn, Cookies cookies, Entrance entrance) {
        this.logIn = logIn;
        this.cookies = cookies;
        this.entrance = entrance;
        this.tried = new TriedAddress(cookies.tried());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        return HttpMethod.POST.equals(request.getMethod())
                        && PATH.equals(request.getPath().pathWithinApplication().value())
                ? exchange.getFormData()
                        .map(form -> command(form, exchange))
                        .flatMap(command ->
                                logIn.handle(command)
                                        .flatMap(outcome ->
                                                answer(exchange, command.email(), outcome)))
                : chain.filter(exchange);
    }

    private static LogIn.Command command(
            MultiValueMap<String, String> form, ServerWebExchange exchange) {
        return new LogIn.Command(
                Objects.requireNonNullElse(form.getFirst("email"), ""),
                Objects.requireNonNullElse(form.getFirst("password"), ""),
                Doorway.address(exchange));
    }

    private Mono<Void> answer(ServerWebExchange exchange, String email, LogIn.Outcome outcome) {
        return switch (outcome) {
            case LogIn.Outcome.Opened(String token) ->
                    entrance.enterAndLeadOn(exchange, new Secret(token));
            case LogIn.Outcome.HalfOpened(String token) -> {
                cookies.half().write(exchange, token);
                yield Redirect.to(exchange, SecondStepForm.PATH);
            }
            case LogIn.Outcome.Refused() -> {
                tried.remember(exchange, email);
                yield Redirect.to(exchange, PATH + "?error");
            }
            case LogIn.Outcome.TooMany(var wait) -> {
                tried.remember(exchange, email);
                yield Redirect.throttled(exchange, PATH + "?throttled", wait);
            }
        };
    }
}
