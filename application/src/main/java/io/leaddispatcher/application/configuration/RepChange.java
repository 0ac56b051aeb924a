package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** A change to one thing of a rep, by somebody who has looked at the rep before. */
public final class RepChange {

    private final PutConfiguration putConfiguration;

    public RepChange(PutConfiguration putConfiguration) {
        this.putConfiguration = putConfiguration;
    }

    /**
     * Answers whether it is so now; false when the rep was changed meanwhile.
     *
     * @param version of the rep that was looked at
     */
    public Mono<Boolean> put(Caller caller, RepKey rep, Map<String, ?> document, long version) {
        return putConfiguration
                .handle(
                        new PutConfiguration.Command(
                                caller,
                                ConfigurationKind.REP,
                                rep.value(),
                                document,
                                // What was read here, and what was looked at before.
                                new Precondition.OneOf(Set.of(version))))
                .map(outcome ->
                        switch (outcome) {
                            case PutConfiguration.Outcome.Created _,
                                    PutConfiguration.Outcome.Changed _ ->
                                    true;
                            case PutConfiguration.Outcome.Stale _,
                                    PutConfiguration.Outcome.Needed _ ->
                                    false;
                        });
    }
}
