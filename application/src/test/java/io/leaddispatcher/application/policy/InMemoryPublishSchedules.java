package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.port.PublishSchedules;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What all tenants have scheduled in a map, by a clock that stands for the database's. */
public final class InMemoryPublishSchedules implements PublishSchedules {

    private final Map<Due, ScheduledPublish> all = new LinkedHashMap<>();
    private final InstantSource clock;

    public InMemoryPublishSchedules(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Mono<Boolean> add(TenantId tenant, ScheduledPublish scheduled) {
        return Mono.fromSupplier(() -> {
            boolean toCome = scheduled.at().isAfter(clock.instant());
            if (toCome) {
                all.put(new Due(tenant, scheduled.id()), scheduled);
            }
            return toCome;
        });
    }

    @Override
    public Flux<ScheduledPublish> list(TenantId tenant, PolicyKind kind, int mostEnded) {
        return Flux.defer(() -> {
            List<ScheduledPublish> mine = new ArrayList<>();
            all.forEach((at, each) -> {
                if (at.tenant().equals(tenant) && each.kind() == kind) {
                    mine.add(each);
                }
            });
            return Flux.fromIterable(mine)
                    .filter(each -> each.end() == null)
                    .sort(Comparator.comparing(ScheduledPublish::at))
                    .concatWith(
                            Flux.fromIterable(mine)
                                    .filter(each -> each.end() != null)
                                    .sort(
                                            Comparator.comparing(InMemoryPublishSchedules::endedAt)
                                                    .reversed())
                                    .take(mostEnded));
        });
    }

    @Override
    public Mono<ScheduledPublish> claim(TenantId tenant, PolicyKind kind, UUID id) {
        return Mono.justOrEmpty(all.get(new Due(tenant, id)))
                .filter(each -> each.kind() == kind && each.end() == null);
    }

    @Override
    public Mono<ScheduledPublish> claimDue(TenantId tenant, UUID id) {
        return Mono.justOrEmpty(all.get(new Due(tenant, id))).filter(this::isDue);
    }

    @Override
    public Mono<Void> end(TenantId tenant, ScheduledPublish ended) {
        return Mono.fromRunnable(() -> all.put(new Due(tenant, ended.id()), ended));
    }

    @Override
    public Flux<Due> due(int atMost) {
        return Flux.defer(() ->
                Flux.fromIterable(
                                all.entrySet().stream()
                                        .filter(each -> isDue(each.getValue()))
                                        .sorted(Comparator.comparing(each -> each.getValue().at()))
                                        .map(Map.Entry::getKey)
                                        .toList())
                        .take(atMost));
    }

    private boolean isDue(ScheduledPublish each) {
        return each.end() == null && !each.at().isAfter(clock.instant());
    }

    private static Instant endedAt(ScheduledPublish each) {
        return Objects.requireNonNull(each.end()).at();
    }
}
