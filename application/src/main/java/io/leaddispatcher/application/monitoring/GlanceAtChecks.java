package io.leaddispatcher.application.monitoring;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the checks find, for pages that read themselves again whenever a lead moves. Each node looks
 * at most once in half a minute: what is amiss for a minute already is news for a while.
 */
@UseCase
public final class GlanceAtChecks {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int MOST_WORKSPACES = 1_000;

    /**
     * A check that has found something.
     *
     * @param since of the oldest case; null when it is not known
     */
    public record Glance(CheckKey key, long count, @Nullable Instant since) {}

    private record Seen(Instant at, List<Glance> amiss) {}

    private final UnitOfWork unitOfWork;
    private final Checks checks;
    private final InstantSource clock;
    private final Cache<TenantId, Seen> seen =
            CacheBuilder.newBuilder().maximumSize(MOST_WORKSPACES).build();

    public GlanceAtChecks(UnitOfWork unitOfWork, Checks checks, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.checks = checks;
        this.clock = clock;
    }

    /** Those that have found something, in their order; none for who may not see the checks. */
    public Mono<List<Glance>> handle(Caller caller) {
        return Mono.defer(() -> {
            if (!caller.actor().may(Permission.VIEW_LEADS)) {
                return Mono.just(List.of());
            }
            Instant now = clock.instant();
            Seen known = seen.getIfPresent(caller.tenant());
            return (known != null && now.isBefore(known.at().plus(FRESH))
                            ? Mono.just(known.amiss())
                            : look(caller.tenant(), now))
                    .map(amiss ->
                            amiss.stream()
                                    .filter(each -> ShowChecks.maySee(caller, each.key()))
                                    .toList());
        });
    }

    private Mono<List<Glance>> look(TenantId tenant, Instant now) {
        return unitOfWork
                .run(
                        tenant,
                        Flux.fromArray(CheckKey.values())
                                .concatMap(key ->
                                        checks.find(tenant, key, 1)
                                                .filter(found -> found.count() > 0)
                                                .map(found -> glance(key, found)))
                                .collectList())
                .doOnNext(amiss -> seen.put(tenant, new Seen(now, amiss)));
    }

    private static Glance glance(CheckKey key, Checks.Found found) {
        return new Glance(
                key,
                found.count(),
                found.examples().isEmpty() ? null : found.examples().getFirst().at());
    }
}
