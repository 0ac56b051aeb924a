package io.leaddispatcher.adapter.postgres.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.routing.KeptExplanation;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The policies by which runs were decided. A version never changes, so what was read is kept. */
@Component
final class PublishedRules {

    private static final int MOST_RULES = 50_000;
    private static final Duration UNUSED = Duration.ofMinutes(10);

    private final Policies policies;
    private final Cache<Version, Optional<Policy>> read =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_RULES)
                    .weigher((Version _, Optional<Policy> policy) -> weight(policy))
                    .expireAfterAccess(UNUSED)
                    .build();

    /**
     * @param types of the custom fields, as they were
     */
    private record Version(
            TenantId tenant, PolicyKind kind, int number, Map<String, Object> types) {}

    PublishedRules(Policies policies) {
        this.policies = policies;
    }

    /** Empty when there is none that can be read. */
    Mono<Optional<Policy>> of(TenantId tenant, String kind, int number, Map<?, ?> kept) {
        Version version =
                new Version(
                        tenant,
                        PolicyKind.valueOf(kind.toUpperCase(Locale.ROOT)),
                        number,
                        KeptExplanation.types(kept));
        Optional<Policy> known = read.getIfPresent(version);
        return known != null
                ? Mono.just(known)
                : policies.version(tenant, version.kind(), number)
                        .map(found -> KeptExplanation.policy(kept, found.document()))
                        .defaultIfEmpty(Optional.empty())
                        .doOnNext(policy -> read.put(version, policy));
    }

    private static int weight(Optional<Policy> policy) {
        return 1 + policy.map(found -> (int) found.everyRule().count()).orElse(0);
    }
}
