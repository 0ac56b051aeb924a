package io.leaddispatcher.web.session;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.secondfactor.PassSecondStep;
import java.util.Objects;
import org.springframework.http.HttpMethod;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Takes what the form of {@code /login/code} sends: the second step of a log-in. */
final class SecondStepForm implements WebFilter {

    static final String PATH = "/login/code";

    private final PassSecondStep passSecondStep;
    private final Cookies cookies;
    private final Entrance entrance;

    SecondStepForm(PassSecondStep passSecondStep, Cookies cookies, Entrance entrance) {
        this.passSecondStep = passSecondStep;
        this.cookies = cookies;
        this.entrance = entrance;
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
                        .flatMap(form ->
                                passSecondStep
                                        .handle(
                                                new PassSecondStep.Command(
                                                        new Secret(half.get()),
                                                        new Secret(
                                                                Objects.requireNonNullElse(
                                                                        form.getFirst("code"), "")),
                                                        Doorway.address(exchange)))
                                        .flatMap(outcome -> answer(exchange, outcome, page(form))));
    }

    /** The one of the two fields that somebody has chosen stays. */
    private static String page(MultiValueMap<String, String> form) {
        return form.containsKey("recovery") ? PATH + "?recovery&" : PATH + "?";
    }

    private Mono<Void> answer(
            ServerWebExchange exchange, PassSecondStep.Outcome outcome, String page) {
        return switch (outcome) {
            case PassSecondStep.Outcome.Opened(var token) ->
                    entrance.enterAndLeadOn(exchange, token);
            case PassSecondStep.Outcome.Refused() -> Redirect.to(exchange, page + "error");
            case PassSecondStep.Outcome.Gone() -> {
                cookies.half().remove(exchange);
                yield Redirect.to(exchange, LogInForm.PATH);
            }
            case PassSecondStep.Outcome.TooMany(var wait) ->
                    Redirect.throttled(exchange, page + "throttled", wait);
        };
    }
}
