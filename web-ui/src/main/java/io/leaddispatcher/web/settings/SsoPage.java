package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.sso.SaveSso;
import io.leaddispatcher.application.sso.ShowSso;
import io.leaddispatcher.application.sso.TestSso;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
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

/** How the workspace logs in by its identity provider. */
@Controller
final class SsoPage {

    private static final String PATH = "/settings/sso";

    private final ShowSso showSso;
    private final SaveSso saveSso;
    private final TestSso testSso;
    private final Wording wording;

    SsoPage(ShowSso showSso, SaveSso saveSso, TestSso testSso, Wording wording) {
        this.showSso = showSso;
        this.saveSso = saveSso;
        this.testSso = testSso;
        this.wording = wording;
    }

    /** What a test has found, in words. */
    record Finding(boolean works, String words, String detail) {}

    @GetMapping(PATH)
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters) {
        return showSso.handle(who.caller())
                .map(view ->
                        page(who, view, SsoForm.of(view.settings()), version(view), Map.of())
                                .modelAttribute("saved", parameters.containsKey("saved"))
                                .build());
    }

    @PostMapping(PATH)
    Mono<Rendering> save(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        return exchange.getFormData()
                .flatMap(sent -> {
                    var form = SsoForm.of(sent);
                    return saveSso.handle(
                                    new SaveSso.Command(
                                            who.caller(),
                                            form.document(),
                                            SsoForm.secret(sent),
                                            SsoForm.precondition(sent)))
                            .flatMap(outcome ->
                                    switch (outcome) {
                                        case SaveSso.Outcome.Saved() ->
                                                Mono.just(
                                                        Rendering.redirectTo(PATH + "?saved")
                                                                .build());
                                        case SaveSso.Outcome.Stale() -> stale(who, form);
                                    })
                            .onErrorResume(
                                    InvalidInputException.class,
                                    e -> again(who, form, SsoForm.version(sent), e, locale));
                });
    }

    /** Of what is typed, saved or not. */
    @PostMapping(PATH + "/test")
    Mono<Rendering> test(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        return exchange.getFormData()
                .flatMap(sent -> {
                    var form = SsoForm.of(sent);
                    var version = SsoForm.version(sent);
                    return testSso.handle(new TestSso.Command(who.caller(), form.issuer()))
                            .zipWith(showSso.handle(who.caller()))
                            .map(found ->
                                    page(who, found.getT2(), form, version, Map.of())
                                            .modelAttribute(
                                                    "finding",
                                                    finding(found.getT1(), wording.in(locale)))
                                            .build())
                            .onErrorResume(
                                    InvalidInputException.class,
                                    e -> again(who, form, version, e, locale));
                });
    }

    private static Finding finding(TestSso.Outcome outcome, Words words) {
        return switch (outcome) {
            case TestSso.Outcome.Works() -> new Finding(true, words.say("sso.test.works"), "");
            case TestSso.Outcome.Wrong(var reason, var detail) ->
                    new Finding(false, words.say("sso.test." + reason), detail);
            case TestSso.Outcome.TooMany _ ->
                    new Finding(false, words.say("sso.test.too-many"), "");
        };
    }

    private Mono<Rendering> again(
            SignedIn who,
            SsoForm form,
            String version,
            InvalidInputException refusal,
            Locale locale) {
        return showSso.handle(who.caller())
                .map(view ->
                        page(who, view, form, version, Problems.of(refusal, wording.in(locale)))
                                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                                .build());
    }

    /** What was typed, which goes over what is there by now when it is sent once more. */
    private Mono<Rendering> stale(SignedIn who, SsoForm form) {
        return showSso.handle(who.caller())
                .map(view ->
                        page(who, view, form, version(view), Map.of())
                                .modelAttribute("stale", true)
                                .status(HttpStatus.CONFLICT)
                                .build());
    }

    private static String version(ShowSso.SsoView view) {
        return view.version() == null ? SsoForm.NOTHING : view.version().toString();
    }

    /**
     * @param version of what is set, as whoever fills in the form has seen it
     */
    private static Rendering.Builder<?> page(
            SignedIn who,
            ShowSso.SsoView view,
            SsoForm form,
            String version,
            Map<String, String> problems) {
        boolean owns = who.caller().actor().may(Permission.OWN);
        return Rendering.view("settings/sso")
                .modelAttribute("form", form)
                .modelAttribute("version", version)
                .modelAttribute("set", view.settings() != null)
                .modelAttribute("byOwner", view.byOwner())
                .modelAttribute("owns", owns)
                .modelAttribute("redirect", view.redirect().toString())
                .modelAttribute("start", view.start().toString())
                .modelAttribute(
                        "roles",
                        Arrays.stream(Role.values())
                                .filter(role ->
                                        owns
                                                || role != Role.OWNER
                                                || form.rows().stream()
                                                        .anyMatch(row ->
                                                                row.role().equals(role.name())))
                                .map(Role::name)
                                .toList())
                .modelAttribute(
                        "defaults",
                        Arrays.stream(Role.values())
                                .filter(role -> role != Role.OWNER)
                                .map(Role::name)
                                .toList())
                .modelAttribute("problems", problems);
    }
}
