package io.leaddispatcher.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.routing.QuietWorkspace;
import io.leaddispatcher.application.simulation.SimulationWish.Source;
import io.leaddispatcher.application.simulation.port.PastLeads;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class TrialLeadsTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void asManyLeadsOfATimeAreTriedAsOfTheNewest() {
        assertThat(found(SimulationWish.MOST_LEADS)).isEqualTo(SimulationWish.MOST_LEADS);
    }

    @Test
    void aTimeWithMoreLeadsIsRefusedWithWhatIsAllowed() {
        assertThatThrownBy(() -> found(900_000))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused ->
                                assertThat(refused.violations())
                                        .singleElement()
                                        .satisfies(violation -> {
                                            assertThat(violation.pointer()).isEqualTo("/to");
                                            assertThat(violation.code())
                                                    .isEqualTo(Violation.Code.OUT_OF_RANGE);
                                            assertThat(violation.message())
                                                    .contains("at most 200000 leads");
                                        }));
    }

    private static int found(int arrived) {
        TrialLeads leads =
                new TrialLeads(
                        new Arrived(arrived),
                        (_, _) -> Flux.empty(),
                        (_, _) -> Flux.empty(),
                        new ImmediateUnitOfWork());
        var configurations =
                new RoutingConfigurations(
                        new InMemoryConfigurationDocuments(),
                        new InMemoryPolicies(),
                        QuietWorkspace.of(TENANT),
                        new InMemoryWebhooks());
        return Objects.requireNonNull(
                        configurations
                                .current(TENANT)
                                .flatMap(snapshot ->
                                        leads.of(
                                                TENANT,
                                                LeadKind.LEAD,
                                                new Source.Period(FROM, TO),
                                                snapshot,
                                                TO))
                                .block())
                .count();
    }

    /** So many, of which none is read. */
    private record Arrived(int leads) implements PastLeads {

        @Override
        public Mono<Span> newest(TenantId tenant, LeadKind kind, int atMost) {
            return Mono.empty();
        }

        @Override
        public Mono<Span> arrived(
                TenantId tenant, LeadKind kind, Instant from, Instant to, int atMost) {
            return Mono.just(
                    new Span(
                            new Place(from, new LeadId(new UUID(0, 1))),
                            new Place(to, new LeadId(new UUID(0, 2))),
                            Math.min(leads, atMost)));
        }

        @Override
        public Flux<PastLead> chosen(
                TenantId tenant,
                LeadKind kind,
                Collection<LeadId> leads,
                Function<String, Optional<FieldType>> customTypes) {
            return Flux.empty();
        }

        @Override
        public Flux<PastLead> page(
                TenantId tenant,
                LeadKind kind,
                Span span,
                @Nullable Place after,
                int atMost,
                Function<String, Optional<FieldType>> customTypes) {
            return Flux.empty();
        }
    }
}
