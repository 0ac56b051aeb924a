package io.leaddispatcher.application.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.crm.Crms;
import io.leaddispatcher.application.crm.Unasked;
import io.leaddispatcher.application.crm.UnaskedAccounts;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmAccounts.CrmAccount;
import io.leaddispatcher.application.crm.port.CrmOwners;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.intake.InMemoryInboundEvents;
import io.leaddispatcher.application.intake.IntakeSignal;
import io.leaddispatcher.application.lead.InMemoryTimeline;
import io.leaddispatcher.application.lookup.Question.Asked;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.application.workspace.OneWorkspace;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What comes of asking a CRM for a company while its lead waits. */
class AskForCompaniesTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final ConnectionKey HS = new ConnectionKey("hs");
    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final CrmAccount ACME =
            new CrmAccount("7", "Acme", List.of("acme.test"), null, null, "77", null, NOW);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final InMemoryConnections connections = new InMemoryConnections();
    private final InMemoryInboundEvents events = new InMemoryInboundEvents();
    private final InMemoryTimeline timeline = new InMemoryTimeline();
    private final RestingCrms resting = new RestingCrms();
    private final List<String> log = new ArrayList<>();
    private Supplier<Flux<CrmAccount>> has = () -> Flux.just(ACME);

    @BeforeEach
    void connect() {
        connections
                .save(
                        TENANT,
                        new StoredConnection(
                                new UUID(0, 2),
                                HS,
                                ConnectionType.HUBSPOT,
                                "HubSpot",
                                true,
                                Map.of(),
                                Map.of(),
                                "hook",
                                1),
                        Map.of())
                .block();
        events.putOff.add(event(1));
    }

    private static UUID event(int number) {
        return new UUID(5, number);
    }

    private AskForCompanies asking() {
        return new AskForCompanies(
                new ConnectionDirectory(connections, new ReversingCipher()),
                new Crms(List.of(crm())),
                new PuttingMirrors(log),
                new AskedLookUps(log),
                new RoutingConfigurations(
                        new InMemoryConfigurationDocuments(),
                        _ -> Flux.empty(),
                        new OneWorkspace(),
                        new InMemoryWebhooks()),
                events,
                timeline,
                connections,
                resting,
                new ImmediateUnitOfWork(),
                new IntakeSignal() {
                    @Override
                    public void ready(TenantId tenant) {
                        log.add("ready");
                    }

                    @Override
                    public void received() {
                        throw new AssertionError("nothing was received");
                    }
                },
                () -> NOW.plusNanos(time.now(TimeUnit.NANOSECONDS)),
                time);
    }

    private Crm crm() {
        return new Crm(
                ConnectionType.HUBSPOT,
                Unasked.RECORDS,
                Unasked.ACTIVITIES,
                new CrmOwners() {
                    @Override
                    public Mono<String> byEmail(
                            TenantId tenant, ConnectionAccess connection, String email) {
                        return Mono.empty();
                    }

                    @Override
                    public Mono<CrmOwner> byId(
                            TenantId tenant, ConnectionAccess connection, String owner) {
                        return Mono.just(new CrmOwner(owner, "Mia", "mia@x.test", true));
                    }

                    @Override
                    public Mono<CrmOwner> asOfNow(
                            TenantId tenant, ConnectionAccess connection, String owner) {
                        return byId(tenant, connection, owner);
                    }

                    @Override
                    public Flux<CrmOwner> all(TenantId tenant, ConnectionAccess connection) {
                        return Flux.empty();
                    }
                },
                new UnaskedAccounts() {
                    @Override
                    public Flux<CrmAccount> search(
                            TenantId tenant,
                            ConnectionAccess connection,
                            @Nullable String domain,
                            @Nullable String name) {
                        log.add("search " + domain);
                        return Flux.defer(() -> has.get());
                    }
                },
                (_, _, _) -> Flux.empty());
    }

    private Question question(int number) {
        return new Question(
                TENANT,
                event(number),
                new LeadId(new UUID(6, number)),
                List.of(
                        new Asked(
                                new Sought(HS, null, List.of("acme.test"), List.of(), null),
                                "hubspot",
                                NOW.plus(LIMIT))));
    }

    private List<Object> answers() {
        return timeline.of(TENANT).stream()
                .map(entry -> entry.what().detail().get("answer"))
                .toList();
    }

    @Test
    void whatTheCrmHasBecomesAnAccountBeforeTheLeadIsRouted() {
        asking().handle(question(1)).block();

        assertThat(log)
                .containsExactly(
                        "search acme.test",
                        "asked domain:acme.test",
                        "put hs.7 of mia@x.test",
                        "ready");
        assertThat(answers()).containsExactly("FOUND");
        assertThat(events.putOff).isEmpty();
    }

    @Test
    void whatTheCrmDoesNotHaveIsRememberedAndTheLeadGoesOn() {
        has = Flux::empty;

        asking().handle(question(1)).block();

        assertThat(log).containsExactly("search acme.test", "asked domain:acme.test", "ready");
        assertThat(answers()).containsExactly("NOTHING");
        assertThat(events.putOff).isEmpty();
    }

    @Test
    void aLateAnswerIsKeptForTheNextLead() {
        Sinks.One<CrmAccount> slow = Sinks.one();
        has = () -> slow.asMono().flux();
        var going = asking().handle(question(1)).toFuture();

        time.advanceTimeBy(LIMIT.minusMillis(1));
        assertThat(going).isNotDone();
        time.advanceTimeBy(Duration.ofMillis(1));

        assertThat(going).isCompleted();
        assertThat(answers()).containsExactly("NO_ANSWER");
        assertThat(events.putOff).isEmpty();
        slow.tryEmitValue(ACME);
        assertThat(log).contains("ready", "put hs.7 of mia@x.test");
    }

    @Test
    void aCrmThatRefusesKeepsNobodyWaiting() {
        has =
                () ->
                        Flux.error(
                                new CrmRefusedException(
                                        new Attempt.NotYet(Duration.ofSeconds(9)), null));
        AskForCompanies asking = asking();

        for (int i = 1; i <= 3; i++) {
            asking.handle(question(i)).block();
        }

        assertThat(answers()).containsExactly("REFUSED", "REFUSED", "REFUSED");
        assertThat(events.putOff).isEmpty();
        assertThat(resting.rests(TENANT, HS, NOW)).isTrue();
    }

    @Test
    void leadsOfOneCompanyThatComeTogetherAskOnce() {
        Sinks.One<CrmAccount> slow = Sinks.one();
        has = () -> slow.asMono().flux();
        AskForCompanies asking = asking();
        events.putOff.add(event(2));
        var both =
                Flux.merge(asking.handle(question(1)), asking.handle(question(2)))
                        .then()
                        .toFuture();
        slow.tryEmitValue(ACME);

        assertThat(both).isCompleted();
        assertThat(log).containsOnlyOnce("search acme.test");
        assertThat(answers()).containsExactly("FOUND", "FOUND");
        assertThat(events.putOff).isEmpty();
    }

    @Test
    void whoComesTooLateToBeAskedIsRoutedAtOnce() {
        time.advanceTimeBy(LIMIT);

        asking().handle(question(1)).block();

        assertThat(log).containsExactly("ready");
        assertThat(answers()).containsExactly("NO_ANSWER");
        assertThat(Set.copyOf(events.putOff)).isEmpty();
    }
}
