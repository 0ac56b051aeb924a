package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.policy.ShowExperiment;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.experiment.ExperimentReport;
import io.leaddispatcher.domain.policy.ExperimentKey;
import io.leaddispatcher.web.layout.Wording;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** How an experiment has done, to be put into the builder. */
@Controller
final class PolicyExperimentPage {

    private final ShowExperiment show;
    private final Wording wording;

    PolicyExperimentPage(ShowExperiment show, Wording wording) {
        this.show = show;
        this.wording = wording;
    }

    @GetMapping("/policy/experiment")
    Mono<Rendering> report(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "kind", defaultValue = "lead") String kind,
            @RequestParam(name = "key", defaultValue = "") String key,
            Locale locale) {
        who.caller().require(Permission.VIEW_CONFIGURATION);
        var policy = PolicyNotes.kind(kind);
        var words = wording.in(locale);
        // What is no key was never published.
        return (Key.isValid(key)
                        ? show.handle(
                                new ShowExperiment.Query(
                                        who.caller(), policy, new ExperimentKey(key)))
                        : Mono.<ExperimentReport>empty())
                .map(report -> ExperimentView.of(report, words))
                .defaultIfEmpty(ExperimentView.NOT_YET)
                .map(view ->
                        Rendering.view("policy/experiment :: report")
                                .modelAttribute("page", view)
                                .build());
    }
}
