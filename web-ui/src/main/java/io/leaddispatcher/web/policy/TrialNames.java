package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.PolicyDraft;
import io.leaddispatcher.application.policy.ShowDraft;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads what is called how in whatever comes of a draft that is tried. */
@Component
final class TrialNames {

    private final ShowDraft showDraft;
    private final PolicyChoices choices;

    TrialNames(ShowDraft showDraft, PolicyChoices choices) {
        this.showDraft = showDraft;
        this.choices = choices;
    }

    /**
     * @param documents the names of what it gives to, as traces ask for them: {@code rep/mia}
     * @param rules the names of its rules, by their ids
     */
    record Found(Map<String, String> documents, Map<String, String> rules) {}

    Mono<Found> of(Caller caller, PolicyKind kind) {
        return Mono.zip(
                choices.of(caller).map(PolicyChoices.Found::namesByWord),
                showDraft
                        .handle(new ShowDraft.Query(caller, kind))
                        .map(PolicyDraft::document)
                        .map(RuleNames::of)
                        .defaultIfEmpty(Map.of()),
                Found::new);
    }
}
