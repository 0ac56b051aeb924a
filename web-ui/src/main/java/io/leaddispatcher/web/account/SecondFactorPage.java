package io.leaddispatcher.web.account;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.secondfactor.BeginSecondFactor;
import io.leaddispatcher.application.secondfactor.ConfirmSecondFactor;
import io.leaddispatcher.application.secondfactor.DropSecondFactor;
import io.leaddispatcher.application.secondfactor.RecoveryCodes;
import io.leaddispatcher.application.secondfactor.RenewRecoveryCodes;
import io.leaddispatcher.application.secondfactor.ShowSecondFactor;
import io.leaddispatcher.application.secondfactor.ShowSecondFactor.View;
import io.leaddispatcher.domain.secondfactor.TotpSecret;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.session.Doorway;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One's own second factor: setting it up, its recovery codes, switching it off. */
@Controller
final class SecondFactorPage {

    private static final String PATH = "/me/security/second-factor";

    /** What the app calls the entry, before the account's e-mail. */
    private static final String ISSUER = "Lead Dispatcher";

    private final ShowSecondFactor showSecondFactor;
    private final BeginSecondFactor beginSecondFactor;
    private final ConfirmSecondFactor confirmSecondFactor;
    private final RenewRecoveryCodes renewRecoveryCodes;
    private final DropSecondFactor dropSecondFactor;
    private final Doorway doorway;
    private final Wording wording;

    SecondFactorPage(
            ShowSecondFactor showSecondFactor,
            BeginSecondFactor beginSecondFactor,
            ConfirmSecondFactor confirmSecondFactor,
            RenewRecoveryCodes renewRecoveryCodes,
            DropSecondFactor dropSecondFactor,
            Doorway doorway,
            Wording wording) {
        this.showSecondFactor = showSecondFactor;
        this.beginSecondFactor = beginSecondFactor;
        this.confirmSecondFactor = confirmSecondFactor;
        this.renewRecoveryCodes = renewRecoveryCodes;
        this.dropSecondFactor = dropSecondFactor;
        this.doorway = doorway;
        this.wording = wording;
    }

    /**
     * How the page shows where it stands.
     *
     * @param state off, begun, on or not-here
     * @param due whether nothing else is open before it is on
     * @param recoveryCodes how many are left
     */
    record Standing(String state, boolean due, int recoveryCodes) {}

    /**
     * What goes into the app.
     *
     * @param spelled in groups of four, for a keyboard
     */
    record Seed(QrPicture picture, String spelled) {

        static Seed of(TotpSecret secret, String account) {
            return new Seed(
                    QrPicture.of(secret.link(ISSUER, account)),
                    secret.spelled().replaceAll("(.{4})(?=.)", "$1 "));
        }
    }

    @GetMapping(PATH)
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters) {
        return page(who, Map.of())
                .map(page -> page.modelAttribute("off", parameters.containsKey("off")).build());
    }

    @PostMapping(PATH + "/begin")
    Mono<String> begin(@AuthenticationPrincipal SignedIn who) {
        return beginSecondFactor.handle(who).thenReturn("redirect:" + PATH);
    }

    @PostMapping(PATH + "/confirm")
    Mono<Rendering> confirm(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        return exchange.getFormData()
                .flatMap(sent ->
                        confirmSecondFactor.handle(
                                new ConfirmSecondFactor.Command(
                                        who, secret(sent, "code"), Doorway.address(exchange))))
                .flatMap(outcome ->
                        switch (outcome) {
                            case ConfirmSecondFactor.Outcome.Confirmed(var session, var codes) ->
                                    doorway.enter(exchange, session).thenReturn(codes(codes, true));
                            case ConfirmSecondFactor.Outcome.Wrong() ->
                                    wrong(who, "code", "second-factor.wrong", locale);
                            case ConfirmSecondFactor.Outcome.Nothing() ->
                                    Mono.just(Rendering.redirectTo(PATH).build());
                            case ConfirmSecondFactor.Outcome.TooMany _ ->
                                    throttled(who, "code", locale);
                        });
    }

    @PostMapping(PATH + "/recovery-codes")
    Mono<Rendering> renew(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        return exchange.getFormData()
                .flatMap(sent ->
                        renewRecoveryCodes.handle(
                                new RenewRecoveryCodes.Command(
                                        who, secret(sent, "code"), Doorway.address(exchange))))
                .flatMap(outcome ->
                        switch (outcome) {
                            case RenewRecoveryCodes.Outcome.Renewed(var codes) ->
                                    Mono.just(codes(codes, false));
                            case RenewRecoveryCodes.Outcome.Wrong() ->
                                    wrong(who, "renew", "second-factor.wrong", locale);
                            case RenewRecoveryCodes.Outcome.Nothing() ->
                                    Mono.just(Rendering.redirectTo(PATH).build());
                            case RenewRecoveryCodes.Outcome.TooMany _ ->
                                    throttled(who, "renew", locale);
                        });
    }

    @PostMapping(PATH + "/drop")
    Mono<Rendering> drop(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        return exchange.getFormData()
                .flatMap(sent ->
                        dropSecondFactor.handle(
                                new DropSecondFactor.Command(
                                        who,
                                        secret(sent, "password"),
                                        secret(sent, "code"),
                                        Doorway.address(exchange))))
                .flatMap(outcome ->
                        switch (outcome) {
                            case DropSecondFactor.Outcome.Off() ->
                                    Mono.just(Rendering.redirectTo(PATH + "?off").build());
                            case DropSecondFactor.Outcome.Wrong() ->
                                    wrong(who, "drop", "second-factor.drop.wrong", locale);
                            case DropSecondFactor.Outcome.Nothing() ->
                                    Mono.just(Rendering.redirectTo(PATH).build());
                            case DropSecondFactor.Outcome.TooMany _ ->
                                    throttled(who, "drop", locale);
                        });
    }

    private static Secret secret(MultiValueMap<String, String> sent, String name) {
        return new Secret(Objects.requireNonNullElse(sent.getFirst(name), ""));
    }

    private static Rendering codes(RecoveryCodes codes, boolean first) {
        return Rendering.view("account/recovery-codes")
                .modelAttribute("codes", codes.codes())
                .modelAttribute("first", first)
                .build();
    }

    private Mono<Rendering> wrong(SignedIn who, String form, String message, Locale locale) {
        return again(who, form, wording.in(locale).say(message), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Mono<Rendering> throttled(SignedIn who, String form, Locale locale) {
        return again(
                who, form, wording.in(locale).say("login.throttled"), HttpStatus.TOO_MANY_REQUESTS);
    }

    private Mono<Rendering> again(SignedIn who, String form, String problem, HttpStatus status) {
        return page(who, Map.of(form, problem)).map(page -> page.status(status).build());
    }

    private Mono<Rendering.Builder<?>> page(SignedIn who, Map<String, String> problems) {
        return showSecondFactor
                .handle(who)
                .map(view -> {
                    Rendering.Builder<?> page =
                            Rendering.view("account/second-factor")
                                    .modelAttribute("standing", standing(view, who))
                                    .modelAttribute("problems", problems);
                    return view instanceof View.Begun(var secret)
                            ? page.modelAttribute("seed", Seed.of(secret, who.email()))
                            : page;
                });
    }

    private static Standing standing(View view, SignedIn who) {
        return switch (view) {
            case View.Off() -> new Standing("off", who.secondFactorDue(), 0);
            case View.Begun _ -> new Standing("begun", who.secondFactorDue(), 0);
            case View.On(int left) -> new Standing("on", false, left);
            case View.NotHere() -> new Standing("not-here", false, 0);
        };
    }
}
