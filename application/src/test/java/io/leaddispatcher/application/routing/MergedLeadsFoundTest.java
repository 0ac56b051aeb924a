package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A list tells of which lead one is part, to whoever may see that one. */
class MergedLeadsFoundTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final LeadId PART = new LeadId(new UUID(0, 1));
    private static final LeadId WHOLE = new LeadId(new UUID(0, 2));
    private static final Actor MIA = new Actor.Member(new UUID(0, 9), Role.REP, "mia");

    private final RoutingDesk desk = new RoutingDesk();

    @Test
    void whoeverMaySeeTheOneThatGoesOnIsToldOfIt() {
        assertThat(merged(Caller.system(TENANT), Set.of())).containsEntry("into", WHOLE.toString());
        assertThat(merged(new Caller(TENANT, MIA), Set.of(WHOLE)))
                .containsEntry("into", WHOLE.toString());
        assertThat(merged(new Caller(TENANT, MIA), Set.of()))
                .containsEntry("at", NOON.toString())
                .containsEntry("into", null);
    }

    @SuppressWarnings("unchecked") // as the API shows it
    private Map<String, Object> merged(Caller caller, Set<LeadId> visible) {
        var found =
                Objects.requireNonNull(
                        new FindLeads(
                                        new ImmediateUnitOfWork(),
                                        new One(visible),
                                        desk.configurations,
                                        desk.trail)
                                .handle(
                                        new FindLeads.Query(
                                                caller, null, null, null, null, null, null, 10,
                                                null))
                                .block());
        return (Map<String, Object>)
                Objects.requireNonNull(found.items().getFirst().document().get("merged"));
    }

    /** One lead, which is part of another. */
    private record One(Set<LeadId> visible) implements LeadViews {

        private static Row row(LeadId lead) {
            return new Row(
                    lead,
                    NOON,
                    NOON,
                    LeadStatus.COMPLETED,
                    "Ana",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Map.of());
        }

        @Override
        public Flux<Row> page(
                TenantId tenant, Sight sight, Filter filter, @Nullable Position after, int limit) {
            return Flux.just(row(PART).withMerged(new Merged(NOON, WHOLE)));
        }

        @Override
        public Flux<Row> some(TenantId tenant, Sight sight, Collection<LeadId> leads) {
            return Flux.fromIterable(leads).filter(visible::contains).map(One::row);
        }

        @Override
        public Mono<Detail> show(TenantId tenant, Sight sight, LeadId lead) {
            return Mono.empty();
        }

        @Override
        public Mono<Map<String, String>> names(TenantId tenant) {
            return Mono.just(Map.of());
        }
    }
}
