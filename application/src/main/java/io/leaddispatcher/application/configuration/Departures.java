package io.leaddispatcher.application.configuration;

import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What follows when reps leave: when they are no longer active, or no longer there at all. */
@FunctionalInterface
public interface Departures {

    /**
     * Sees to what follows, in the unit of work in which they leave and before anything else is
     * written in it. Nothing is done when there are none.
     */
    Mono<Void> of(TenantId tenant, Set<RepKey> reps);

    /**
     * Who leaves when a document is put in the place of what there was. Whoever had left before
     * leaves again: nothing follows from that twice.
     *
     * @param document null: the one that there was is deleted
     */
    static Set<RepKey> by(ConfigurationKind kind, String key, @Nullable Map<String, ?> document) {
        boolean leaves =
                kind == ConfigurationKind.REP
                        && (document == null || Boolean.FALSE.equals(document.get("active")));
        return leaves ? Set.of(new RepKey(key)) : Set.of();
    }
}
