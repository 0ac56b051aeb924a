package io.leaddispatcher.web.me;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.me.AvailabilityChange;
import io.leaddispatcher.application.me.ChangeMyAvailability;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.Wording;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A rep's day: their leads, and when they take new ones. */
@Controller
final class MePage {

    private static final String PATH = "/me";

    private final MyPage page;
    private final ChangeMyAvailability changeMyAvailability;
    private final Wording wording;

    MePage(MyPage page, ChangeMyAvailability changeMyAvailability, Wording wording) {
        this.page = page;
        this.changeMyAvailability = changeMyAvailability;
        this.wording = wording;
    }

    @GetMapping(PATH)
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "done", required = false) @Nullable String done,
            @RequestParam(name = "note", required = false) @Nullable String note,
            @RequestParam(name = "lead", required = false) @Nullable String lead,
            Locale locale) {
        return page.of(who.caller(), MyPage.Asked.about(lead), locale)
                .map(page -> {
                    String word = Done.word(done);
                    String noted = Done.note(note);
                    if (word != null) {
                        page.modelAttribute("done", word);
                    }
                    if (noted != null) {
                        page.modelAttribute("note", noted);
                    }
                    return page.build();
                });
    }

    @PostMapping("/me/availability")
    Mono<Rendering> available(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        return change(who, exchange, AvailabilityForm::availability, "availability", locale);
    }

    @PostMapping("/me/hours")
    Mono<Rendering> hours(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        return change(who, exchange, AvailabilityForm::hours, "hours", locale);
    }

    private Mono<Rendering> change(
            SignedIn who,
            ServerWebExchange exchange,
            Function<Map<String, String>, AvailabilityChange> reading,
            String done,
            Locale locale) {
        return exchange.getFormData()
                .map(sent -> sent.toSingleValueMap())
                .flatMap(sent ->
                        Mono.fromCallable(() -> reading.apply(sent))
                                .flatMap(change ->
                                        changeMyAvailability.handle(
                                                new ChangeMyAvailability.Command(
                                                        who.caller(), change)))
                                .map(outcome ->
                                        switch (outcome) {
                                            case ChangeMyAvailability.Outcome.Changed() ->
                                                    Rendering.redirectTo(PATH + "?done=" + done)
                                                            .build();
                                            // The page says what to do about that.
                                            case ChangeMyAvailability.Outcome.NoRep() ->
                                                    Rendering.redirectTo(PATH).build();
                                        })
                                .onErrorResume(
                                        InvalidInputException.class,
                                        refused -> again(who, sent, refused, locale)));
    }

    private Mono<Rendering> again(
            SignedIn who, Map<String, String> sent, InvalidInputException refused, Locale locale) {
        var words = wording.in(locale);
        var problems = new LinkedHashMap<>(Problems.of(refused, words));
        // The form knows better what was typed than the application does that has refused it.
        problems.putAll(AvailabilityForm.unclear(sent, words));
        var asked = new MyPage.Asked(sent, UnaryOperator.identity(), problems, null);
        return page.of(who.caller(), asked, locale)
                .map(page -> page.status(HttpStatus.UNPROCESSABLE_CONTENT).build());
    }
}
