package io.leaddispatcher.application.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class WatchLeadsTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final LeadId ANA = new LeadId(new UUID(0, 2));
    private static final LeadId BEN = new LeadId(new UUID(0, 3));

    private final WatchLeads watch =
            new WatchLeads(new Plain(), new OfMia(), _ -> Flux.just(ANA, BEN, ANA));

    @Test
    void whoSeesALeadHearsOfItAndOfNoOther() {
        assertThat(heard(Role.VIEWER, null, ANA)).containsExactly(ANA, ANA);
        assertThat(heard(Role.REP, "mia", ANA)).containsExactly(ANA, ANA);
    }

    @Test
    void whoDoesNotSeeALeadIsAnsweredLikeForNone() {
        assertThat(heard(Role.REP, "ben", ANA)).isNull();
        assertThat(heard(Role.REP, null, ANA)).isNull();
    }

    @Test
    void withoutALeadItIsSaidThatSomethingHasChanged() {
        assertThat(heard(Role.REP, "ben", null)).hasSize(3);
    }

    /** Null when there is nothing to watch. */
    private @Nullable List<LeadId> heard(Role role, @Nullable String rep, @Nullable LeadId lead) {
        var caller = new Caller(TENANT, new Actor.Member(new UUID(0, 4), role, rep));
        return watch.handle(new WatchLeads.Query(caller, lead))
                .flatMap(watched -> watched.changes().collectList())
                .block();
    }

    private static final class Plain implements UnitOfWork {

        @Override
        public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
            return work;
        }
    }

    /** Ana is Mia's. */
    private static final class OfMia implements LeadViews {

        @Override
        public Flux<Row> some(TenantId tenant, Sight sight, Collection<LeadId> leads) {
            boolean seen =
                    switch (sight) {
                        case Sight.All() -> true;
                        case Sight.Own(var rep) -> rep.equals("mia");
                        case Sight.None() -> false;
                    };
            return Flux.fromIterable(leads)
                    .filter(lead -> seen && lead.equals(ANA))
                    .map(OfMia::row);
        }

        private static Row row(LeadId lead) {
            return new Row(
                    lead,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    LeadStatus.ASSIGNED,
                    "Ana",
                    null,
                    null,
                    null,
                    null,
                    "mia",
                    "Mia",
                    null,
                    null,
                    Map.of());
        }

        @Override
        public Flux<Row> page(
                TenantId tenant, Sight sight, Filter filter, @Nullable Position after, int limit) {
            return Flux.empty();
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
