package io.leaddispatcher.web.session;

import io.leaddispatcher.application.access.LogOut;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.secondfactor.PassSecondStep;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Takes what the form of {@code /login/code} sends: the second step of a log-in. */
final class SecondStepForm implements WebFilter {

    static final String PATH = "/login/code";

    private final PassSecondStep passSecondStep;
    private final LogOut logOut;
    private final Cookies cookies;
    private final RequestedPage requested;

    SecondStepForm(
            PassSecondStep passSecondStep,
            LogOut logOut,
            Cookies cookies,
            RequestedPage requested) {
        this.passSecondStep = passSecondStep;
        this.logOut = logOut;
        this.cookies = cookies;
        this.requested = requested;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (!HttpMethod.POST.equals(request.getMethod())
                || !PATH.equals(request.getPath().pathWithinApplication().value())) {
            return chain.filter(exchange);
        }
        var half = cookies.half().read(exchange);
        return half.isEmpty()
                ? Redirect.to(exchange, LogInForm.PATH)
                : exchange.getFormData()
                        .map(form -> Objects.requireNonNullElse(form.getFirst("code"), ""))
                        .flatMap(code ->
                                passSecondStep.handle(
                                        new PassSecondStep.Command(
                                                new Secret(half.get()),
                                                new Secret(code),
                                                Doorway.address(exchange))))
                        .flatMap(outcome -> answer(exchange, outcome));
    }

    private Mono<Void> answer(ServerWebExchange exchange, PassSecondStep.Outcome outcome) {
        return switch (outcome) {
            case PassSecondStep.Outcome.Opened(var token) -> enter(exchange, token);
            case PassSecondStep.Outcome.Refused() -> Redirect.to(exchange, PATH + "?error");
            case PassSecondStep.Outcome.Gone() -> {
                cookies.half().remove(exchange);
                yield Redirect.to(exchange, LogInForm.PATH);
            }
            case PassSecondStep.Outcome.TooMany(var wait) -> {
                exchange.getResponse()
                        .getHeaders()
                        .set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
                yield Redirect.to(exchange, PATH + "?throttled");
            }
        };
    }

    /** A session that was there before, whoever's it is, ends. */
    private Mono<Void> enter(ServerWebExchange exchange, Secret token) {
        return Mono.justOrEmpty(cookies.session().read(exchange))
                .flatMap(logOut::handle)
                .then(
                        Mono.defer(() -> {
                            cookies.session().write(exchange, token.reveal());
                            cookies.half().remove(exchange);
                            cookies.visitor().remove(exchange);
                            return Redirect.to(exchange, requested.take(exchange));
                        }));
    }
}
