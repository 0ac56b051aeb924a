package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.intake.AddLead;
import io.leaddispatcher.application.intake.AddLead.Outcome;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AddLeadTest {

    private static final UUID FORM = new UUID(6, 1);

    private final RoutingDesk desk =
            new RoutingDesk().rule("all", "assign", object("pool", "sales"));

    /** Of those who put it in: whether it was told apart from the event. */
    private final List<String> told = new ArrayList<>();

    private boolean apart;

    private final UnitOfWork own =
            new UnitOfWork() {
                @Override
                public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
                    return Mono.defer(
                                    () -> {
                                        apart = true;
                                        return work;
                                    })
                            .doOnTerminate(() -> apart = false);
                }
            };

    private final AddLead addLead =
            new AddLead(
                    desk.submitLead,
                    desk.configurations,
                    desk.timeline,
                    (_, entry) ->
                            Mono.fromRunnable(
                                    () -> told.add((apart ? "apart " : "") + entry.target())),
                    own,
                    () -> desk.now);

    /**
     * Nobody tells in memory what an event came to, so that the wait for it ends with the patience.
     */
    private Outcome add(UUID form, String email) {
        AtomicReference<Outcome> outcome = new AtomicReference<>();
        StepVerifier.withVirtualTime(() ->
                        addLead.handle(
                                new AddLead.Command(
                                        Caller.system(TENANT),
                                        form,
                                        Map.of("contact", Map.of("email", email)))))
                .thenAwait(Duration.ofSeconds(9))
                .consumeNextWith(outcome::set)
                .verifyComplete();
        return Objects.requireNonNull(outcome.get());
    }

    @Test
    void whoPutALeadInIsToldInTheUnitOfWorkThatKeepsIt() {
        desk.routingOnArrival();

        LeadId lead = ((Outcome.Added) add(FORM, "ana@acme.de")).lead();

        assertThat(told).containsExactly("lead:" + lead);
        assertThat(desk.told(lead)).containsOnlyOnce("LEAD_SUBMITTED");
    }

    @Test
    void aFormThatIsSentTwiceIsToldOnce() {
        desk.routingOnArrival();
        Outcome first = add(FORM, "ana@acme.de");

        assertThat(add(FORM, "ana@acme.de")).isEqualTo(first);
        assertThat(add(FORM, "bob@acme.de")).isEqualTo(new Outcome.SentBefore());
        assertThat(told).hasSize(1);
        assertThat(((Outcome.Added) add(new UUID(6, 2), "ana@acme.de")).merged()).isTrue();
        assertThat(told).hasSize(2);
    }
}
