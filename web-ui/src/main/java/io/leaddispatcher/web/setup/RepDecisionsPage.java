package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.pool.ShowRepDecisions;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.web.layout.Wording;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Which leads a rep was given of those whose decisions looked at the rep, and why not the rest. */
@Controller
final class RepDecisionsPage {

    private final ShowRepDecisions decisions;
    private final Wording wording;
    private final InstantSource clock;

    RepDecisionsPage(ShowRepDecisions decisions, Wording wording, InstantSource clock) {
        this.decisions = decisions;
        this.wording = wording;
        this.clock = clock;
    }

    @GetMapping("/reps/{key}/decisions")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        if (!Key.isValid(key)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var wish = RepDecisionsFilter.of(new RepKey(key), parameters);
        return decisions
                .handle(wish.query(who.caller(), clock.instant()))
                .map(view ->
                        Rendering.view("setup/decisions")
                                .modelAttribute(
                                        "page", RepDecisionsView.of(wish, view, wording.in(locale)))
                                .build())
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }
}
