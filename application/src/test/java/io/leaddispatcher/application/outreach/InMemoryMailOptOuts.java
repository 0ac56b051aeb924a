package io.leaddispatcher.application.outreach;

import io.leaddispatcher.application.optout.port.MailOptOuts;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Those of one tenant in a set. */
public final class InMemoryMailOptOuts implements MailOptOuts {

    private final Set<String> refused = new HashSet<>();

    @Override
    public Mono<Boolean> add(TenantId tenant, String addressee, Instant at) {
        return Mono.fromCallable(() -> refused.add(addressee));
    }

    @Override
    public Mono<Set<String>> among(TenantId tenant, Collection<String> addressees) {
        return Mono.fromCallable(() -> {
            Set<String> found = new HashSet<>(addressees);
            found.retainAll(refused);
            return Set.copyOf(found);
        });
    }
}
