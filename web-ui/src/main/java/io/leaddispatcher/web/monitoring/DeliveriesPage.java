package io.leaddispatcher.web.monitoring;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.dispatch.FindDeliveries;
import io.leaddispatcher.application.dispatch.ReplayDeliveries;
import io.leaddispatcher.application.dispatch.ReplayDelivery;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.list.ListAddress;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What was sent out: what became of it, and another try for what was given up. */
@Controller
final class DeliveriesPage {

    private static final int PAGE = 50;

    private final FindDeliveries findDeliveries;
    private final ReplayDelivery replayDelivery;
    private final ReplayDeliveries replayDeliveries;
    private final Wording wording;

    DeliveriesPage(
            FindDeliveries findDeliveries,
            ReplayDelivery replayDelivery,
            ReplayDeliveries replayDeliveries,
            Wording wording) {
        this.findDeliveries = findDeliveries;
        this.replayDelivery = replayDelivery;
        this.replayDeliveries = replayDeliveries;
        this.wording = wording;
    }

    /** What a redirect to the page has to tell. */
    private record Note(boolean good, String text) {

        static @Nullable Note of(MultiValueMap<String, String> parameters, Words words) {
            long sent = number(parameters.getFirst("sent"));
            long left = number(parameters.getFirst("left"));
            return switch (parameters.getFirst("note")) {
                case "replayed" -> new Note(true, words.say("deliveries.note.replayed"));
                case "not-dead" -> new Note(false, words.say("deliveries.note.not-dead"));
                case "all" ->
                        new Note(
                                sent > 0,
                                words.say("deliveries.note.all", sent)
                                        + (left > 0
                                                ? " " + words.say("deliveries.note.left", left)
                                                : ""));
                case null, default -> null;
            };
        }

        private static long number(@Nullable String text) {
            return text != null && text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
        }
    }

    @GetMapping("/monitoring/deliveries")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        var words = wording.in(locale);
        var wish = DeliveriesFilter.of(parameters);
        var note = Note.of(parameters, words);
        return findDeliveries
                .handle(new FindDeliveries.Query(who.caller(), wish.wanted(), wish.before(), PAGE))
                .map(found -> {
                    var rendering =
                            Rendering.view("monitoring/deliveries")
                                    .modelAttribute(
                                            "page",
                                            DeliveriesView.of(
                                                    wish,
                                                    found,
                                                    who.caller().actor().may(Permission.CONFIGURE),
                                                    words));
                    return note == null
                            ? rendering.build()
                            : rendering
                                    .modelAttribute("note", note.text())
                                    .modelAttribute("good", note.good())
                                    .build();
                });
    }

    @PostMapping("/monitoring/deliveries/{id}/replay")
    Mono<Rendering> replay(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") UUID id,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent ->
                        replayDelivery
                                .handle(new ReplayDelivery.Command(who.caller(), id))
                                .map(outcome ->
                                        back(
                                                DeliveriesFilter.of(sent),
                                                Map.of("note", note(outcome)))));
    }

    private static String note(ReplayDelivery.Outcome outcome) {
        return switch (outcome) {
            case ReplayDelivery.Outcome.Replayed _ -> "replayed";
            case ReplayDelivery.Outcome.NotDead _ -> "not-dead";
            case ReplayDelivery.Outcome.Unknown _ ->
                    throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    @PostMapping("/monitoring/deliveries/replay")
    Mono<Rendering> replayAll(@AuthenticationPrincipal SignedIn who, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent -> {
                    var wish = DeliveriesFilter.of(sent);
                    return replayDeliveries
                            .handle(new ReplayDeliveries.Command(who.caller(), wish.wanted()))
                            .map(done ->
                                    back(
                                            wish,
                                            Map.of(
                                                    "note", "all",
                                                    "sent", done.sent(),
                                                    "left", done.left())));
                });
    }

    private static Rendering back(DeliveriesFilter wish, Map<String, ?> note) {
        return ListAddress.back(wish.address(note));
    }
}
