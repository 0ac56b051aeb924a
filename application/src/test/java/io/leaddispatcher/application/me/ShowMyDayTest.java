package io.leaddispatcher.application.me;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.Reachable;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.me.MyDay.MyLead;
import io.leaddispatcher.application.me.MyDay.MyQueue;
import io.leaddispatcher.application.me.port.MyWork;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.routing.QuietWorkspace;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ShowMyDayTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));

    /** A Thursday; ten o'clock in Berlin. */
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final List<MyWork.Held> held = new ArrayList<>();
    private final List<Instant> asked = new ArrayList<>();

    ShowMyDayTest() {
        keep(
                ConfigurationKind.REP,
                "mia",
                Map.of("name", "Mia", "email", "mia@x.test", "timeZone", "Europe/Berlin"));
        keep(ConfigurationKind.REP, "ben", Map.of("name", "Ben", "email", "ben@x.test"));
        keep(ConfigurationKind.TEAM, "help", Map.of("name", "Help", "members", List.of("mia")));
        keep(ConfigurationKind.QUEUE, "help", Map.of("name", "Help desk", "team", "help"));
        keep(ConfigurationKind.QUEUE, "rest", Map.of("name", "The rest"));
    }

    private void keep(ConfigurationKind kind, String key, Map<String, ?> document) {
        documents
                .save(TENANT, kind, new StoredDocument(key, document, 1))
                .then(documents.advance(TENANT))
                .block();
    }

    private MyWork work() {
        return new MyWork() {
            @Override
            public Flux<Held> held(TenantId tenant, RepKey rep, int limit) {
                return Flux.fromIterable(held);
            }

            @Override
            public Mono<Numbers> since(TenantId tenant, RepKey rep, Instant from) {
                asked.add(from);
                return Mono.just(new Numbers(3, Duration.ofMinutes(2)));
            }

            @Override
            public Mono<Map<QueueKey, Long>> waiting(TenantId tenant, Collection<QueueKey> queues) {
                return Mono.just(Map.of(new QueueKey("help"), 7L, new QueueKey("rest"), 9L));
            }
        };
    }

    private @Nullable MyDay show(@Nullable String rep) {
        return new ShowMyDay(
                        new ImmediateUnitOfWork(),
                        new RoutingConfigurations(
                                documents,
                                new InMemoryPolicies(),
                                QuietWorkspace.of(TENANT),
                                new InMemoryWebhooks()),
                        work(),
                        () -> NOW)
                .handle(new Caller(TENANT, new Actor.Member(new UUID(0, 7), Role.OWNER, rep)))
                .block();
    }

    private MyDay mia() {
        return Objects.requireNonNull(show("mia"));
    }

    private void holds(
            String name,
            AssignmentState state,
            Priority priority,
            Instant offeredAt,
            @Nullable Instant expiresAt) {
        var lead =
                new LeadViews.Row(
                        new LeadId(new UUID(1, held.size())),
                        offeredAt,
                        offeredAt,
                        LeadStatus.ASSIGNED,
                        name,
                        "Acme",
                        name + "@acme.test",
                        null,
                        null,
                        "mia",
                        "Mia",
                        null,
                        null,
                        Map.of());
        held.add(
                new MyWork.Held(
                        lead,
                        new UUID(2, held.size()),
                        state,
                        priority,
                        false,
                        offeredAt,
                        expiresAt,
                        state == AssignmentState.ACCEPTED ? offeredAt.plusSeconds(60) : null));
    }

    @Test
    void whatWaitsForAnAnswerComesFirstByTheTimeThatIsLeftThenWhatIsUrgent() {
        Instant before = NOW.minusSeconds(600);
        holds("calm", AssignmentState.ACCEPTED, Priority.LOW, before, null);
        holds("hot", AssignmentState.ACCEPTED, Priority.URGENT, before, null);
        holds("patient", AssignmentState.OFFERED, Priority.URGENT, before, null);
        holds("soon", AssignmentState.OFFERED, Priority.LOW, before, NOW.plusSeconds(90));
        holds("past", AssignmentState.OFFERED, Priority.LOW, before, NOW.minusSeconds(1));

        assertThat(mia().leads())
                .extracting(MyLead::name)
                .containsExactly("past", "soon", "patient", "hot", "calm");
        assertThat(mia().leads().get(0).left()).isEqualTo(Duration.ZERO);
        assertThat(mia().leads().get(1).left()).isEqualTo(Duration.ofSeconds(90));
        assertThat(mia().leads().get(2).left()).isNull();
        assertThat(mia().leads().get(3).since()).isEqualTo(before.plusSeconds(60));
        assertThat(mia().open()).isEqualTo(5);
    }

    @Test
    void whatWasAcceptedLastComesBeforeWhatIsNoMoreUrgent() {
        holds("old", AssignmentState.ACCEPTED, Priority.HIGH, NOW.minusSeconds(900), null);
        holds("new", AssignmentState.ACCEPTED, Priority.HIGH, NOW.minusSeconds(60), null);

        assertThat(mia().leads()).extracting(MyLead::name).containsExactly("new", "old");
    }

    @Test
    void theNumbersAreThoseSinceMidnightWhereTheRepIs() {
        MyDay day = mia();

        assertThat(asked).containsExactly(Instant.parse("2026-11-25T23:00:00Z"));
        assertThat(day.accepted()).isEqualTo(3);
        assertThat(day.medianToAccept()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aRepSeesTheQueuesOfTheirTeamsAndWhoCouldStandIn() {
        assertThat(mia().queues()).containsExactly(new MyQueue("help", "Help desk", 7));
        assertThat(mia().colleagues()).isEqualTo(Map.of("ben", "Ben"));
    }

    @Test
    void nothingSensitiveStandsInTheListNotEvenForAnOwner() {
        for (String path : List.of("contact.lastName", "company.name", "contact.email")) {
            keep(
                    ConfigurationKind.FIELD,
                    path,
                    Map.of("name", path, "type", "TEXT", "sensitive", true));
        }
        holds("Ana", AssignmentState.ACCEPTED, Priority.LOW, NOW, null);

        assertThat(mia().leads().getFirst().toString()).doesNotContain("Ana", "Acme");
        assertThat(mia().leads().getFirst().reach()).isEqualTo(Reachable.NOT);
    }

    @Test
    void howAPersonIsReachedStandsInTheList() {
        holds("Ana", AssignmentState.ACCEPTED, Priority.LOW, NOW, null);

        assertThat(mia().leads().getFirst().reach())
                .isEqualTo(new Reachable("Ana@acme.test", null));
    }

    @Test
    void whyNoNewLeadsComeIsSaid() {
        assertThat(mia().against()).isEmpty();
        assertThat(mia().opensAt()).isNull();

        keep(
                ConfigurationKind.REP,
                "mia",
                Map.of(
                        "name",
                        "Mia",
                        "email",
                        "mia@x.test",
                        "timeZone",
                        "Europe/Berlin",
                        "paused",
                        true,
                        "workingHours",
                        Map.of("FRI", List.of("09:00-12:00")),
                        "outOfOffice",
                        List.of(
                                Map.of(
                                        "from", "2026-11-26T00:00:00Z",
                                        "to", "2026-11-27T00:00:00Z",
                                        "delegate", "ben"),
                                Map.of(
                                        "from", "2026-11-20T00:00:00Z",
                                        "to", "2026-11-21T00:00:00Z"))));
        MyDay day = mia();
        assertThat(day.against())
                .contains(
                        UnavailabilityReason.PAUSED,
                        UnavailabilityReason.OUT_OF_HOURS,
                        UnavailabilityReason.OUT_OF_OFFICE);
        assertThat(day.opensAt()).isEqualTo(Instant.parse("2026-11-27T08:00:00Z"));
        assertThat(day.absences())
                .singleElement()
                .satisfies(absence -> {
                    assertThat(absence.now()).isTrue();
                    assertThat(absence.delegate()).isEqualTo("Ben");
                });
    }

    @Test
    void whoIsNoRepHasNoDay() {
        assertThat(show(null)).isNull();
        assertThat(show("gone")).isNull();
    }
}
