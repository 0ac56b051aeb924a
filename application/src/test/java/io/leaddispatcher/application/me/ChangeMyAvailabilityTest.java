package io.leaddispatcher.application.me;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.me.AvailabilityChange.Away;
import io.leaddispatcher.application.me.AvailabilityChange.AwayFor;
import io.leaddispatcher.application.me.AvailabilityChange.Back;
import io.leaddispatcher.application.me.AvailabilityChange.Hours;
import io.leaddispatcher.application.me.AvailabilityChange.Pause;
import io.leaddispatcher.application.me.AvailabilityChange.Stay;
import io.leaddispatcher.application.me.ChangeMyAvailability.Outcome;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.routing.QuietWorkspace;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeMyAvailabilityTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Caller MIA = rep(Role.REP, "mia");
    private static final Map<String, Object> BEFORE =
            Map.of(
                    "name", "Mia",
                    "email", "mia@x.test",
                    "timeZone", "Europe/Berlin",
                    "workingHours", Map.of("MON-FRI", List.of("09:00-17:00")),
                    "skills", Map.of("language", List.of("de")));

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private Instant now = Instant.parse("2026-11-26T09:00:00Z");
    private final ChangeMyAvailability change =
            new ChangeMyAvailability(
                    new ImmediateUnitOfWork(),
                    documents,
                    new InMemoryPolicies(),
                    new RoutingConfigurations(
                            documents,
                            new InMemoryPolicies(),
                            QuietWorkspace.of(TENANT),
                            new InMemoryWebhooks()),
                    trail,
                    () -> now);

    private static Caller rep(Role role, String rep) {
        return new Caller(TENANT, new Actor.Member(new UUID(0, 7), role, rep));
    }

    ChangeMyAvailabilityTest() {
        keep("mia", BEFORE);
        keep("ben", Map.of("name", "Ben", "email", "ben@x.test"));
    }

    private void keep(String key, Map<String, ?> document) {
        documents
                .save(TENANT, ConfigurationKind.REP, new StoredDocument(key, document, 1))
                .then(documents.advance(TENANT))
                .block();
    }

    private Outcome change(AvailabilityChange wish) {
        return Objects.requireNonNull(
                change.handle(new ChangeMyAvailability.Command(MIA, wish)).block());
    }

    private Map<String, ?> mia() {
        return Objects.requireNonNull(documents.find(TENANT, ConfigurationKind.REP, "mia").block())
                .document();
    }

    @Test
    void aRepPausesAndComesBackAndNothingElseChanges() {
        assertThat(change(new Pause())).isEqualTo(new Outcome.Changed());
        assertThat(mia().get("paused")).isEqualTo(true);

        change(new Back());
        assertThat(mia()).isEqualTo(BEFORE);
        assertThat(trail.told())
                .containsExactly("configuration.changed rep:mia", "configuration.changed rep:mia");
    }

    @Test
    void pain53_whoPausesStaysSoUntilSomebodySaysOtherwiseAndTheLogSaysWho() {
        change(new Pause());
        now = now.plus(Duration.ofDays(30));
        change(new AwayFor(Duration.ofMinutes(30)));
        change(new Hours(Map.of("SAT", List.of("22:00-02:00"))));
        now = now.plus(Duration.ofDays(30));

        assertThat(mia().get("paused")).isEqualTo(true);
        assertThatThrownBy(() ->
                        change.handle(
                                        new ChangeMyAvailability.Command(
                                                rep(Role.VIEWER, "mia"), new Back()))
                                .block())
                .isInstanceOf(AccessDeniedException.class);
        assertThat(mia().get("paused")).isEqualTo(true);

        change(new Back());
        assertThat(mia().get("paused")).isNull();
        assertThat(trail.entries())
                .filteredOn(entry -> entry.detail().toString().contains("paused"))
                .extracting(AuditEntry::actor)
                .containsExactly(MIA.actor().label(), MIA.actor().label());
    }

    @Test
    void aRepIsAwayByTheClocksOfTheirZoneAndSomebodyStandsIn() {
        change(
                new Away(
                        LocalDateTime.parse("2026-12-24T00:00"),
                        LocalDateTime.parse("2027-01-02T00:00"),
                        new RepKey("ben")));

        assertThat(mia().get("outOfOffice"))
                .isEqualTo(
                        List.of(
                                Map.of(
                                        "from", "2026-12-23T23:00:00Z",
                                        "to", "2027-01-01T23:00:00Z",
                                        "delegate", "ben")));
    }

    @Test
    void whoComesBackIsNoLongerAwayNowButStillWillBe() {
        change(new AwayFor(Duration.ofMinutes(30)));
        change(
                new Away(
                        LocalDateTime.parse("2026-12-24T00:00"),
                        LocalDateTime.parse("2026-12-25T00:00"),
                        null));

        change(new Back());

        assertThat(mia().get("outOfOffice"))
                .isEqualTo(
                        List.of(
                                Map.of(
                                        "from", "2026-12-23T23:00:00Z",
                                        "to", "2026-12-24T23:00:00Z")));
        change(new Stay(Instant.parse("2026-12-23T23:00:00Z")));
        assertThat(mia()).isEqualTo(BEFORE);
    }

    @Test
    void pain17_ofARepWithARampItStaysKnownSinceWhenTheyAreBack() {
        Map<String, Object> ramped = new HashMap<>(BEFORE);
        ramped.put("capacity", Map.of("ramp", Map.of("perHour", BigDecimal.TWO, "for", "PT8H")));
        keep("mia", ramped);
        change(new Away(null, LocalDateTime.parse("2026-12-25T00:00"), null));
        String from = now.truncatedTo(ChronoUnit.SECONDS).toString();
        now = now.plus(Duration.ofDays(5));
        String back = now.truncatedTo(ChronoUnit.SECONDS).toString();

        change(new Back());

        assertThat(mia().get("outOfOffice")).isEqualTo(List.of(Map.of("from", from, "to", back)));
        change(new AwayFor(Duration.ofMinutes(5)));
        change(new Stay(now.truncatedTo(ChronoUnit.SECONDS)));
        assertThat(mia().get("outOfOffice")).isEqualTo(List.of(Map.of("from", from, "to", back)));
    }

    @Test
    void whatIsOverIsForgottenWithTheNextAbsence() {
        change(new AwayFor(Duration.ofMinutes(30)));
        now = now.plus(Duration.ofHours(1));

        change(new AwayFor(Duration.ofMinutes(5)));

        assertThat((List<?>) mia().get("outOfOffice")).hasSize(1);
    }

    @Test
    void anAbsenceEndsLaterThanItBeginsAndThanNow() {
        for (String until : List.of("2026-11-26T09:59", "2026-11-26T10:00", "2028-01-01T00:00")) {
            assertThatThrownBy(() -> change(new Away(null, LocalDateTime.parse(until), null)))
                    .isInstanceOfSatisfying(
                            InvalidInputException.class,
                            refused ->
                                    assertThat(refused.violations().getFirst().pointer())
                                            .isEqualTo("/until"));
        }
        assertThat(mia()).isEqualTo(BEFORE);
    }

    @Test
    void anAbsenceHasAnEnd() {
        assertThatThrownBy(() -> change(new Away(null, null, null)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused ->
                                assertThat(refused.violations().getFirst().pointer())
                                        .isEqualTo("/until"));
    }

    @Test
    void nobodyStandsInForThemselvesNorWhoIsNotThere() {
        for (String delegate : List.of("mia", "zoe")) {
            assertThatThrownBy(() ->
                            change(
                                    new Away(
                                            null,
                                            LocalDateTime.parse("2026-11-27T09:00"),
                                            new RepKey(delegate))))
                    .isInstanceOfSatisfying(
                            InvalidInputException.class,
                            refused ->
                                    assertThat(refused.violations().getFirst().pointer())
                                            .isEqualTo("/delegate"));
        }
    }

    @Test
    void aRepSaysTheirHoursAndTheSameHoursInOtherWordsAreNoChange() {
        List<String> day = List.of("09:00-17:00");
        change(new Hours(Map.of("MON", day, "TUE", day, "WED", day, "THU", day, "FRI", day)));
        assertThat(mia()).isEqualTo(BEFORE);
        assertThat(trail.told()).isEmpty();

        change(new Hours(Map.of("SAT", List.of("22:00-02:00"))));
        assertThat(mia().get("workingHours")).isEqualTo(Map.of("SAT", List.of("22:00-02:00")));

        change(new Hours(Map.of()));
        assertThat(mia().containsKey("workingHours")).isFalse();
    }

    @Test
    void wrongHoursAreToldByDay() {
        assertThatThrownBy(() -> change(new Hours(Map.of("TUE", List.of("9 to 5")))))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused ->
                                assertThat(refused.violations().getFirst().pointer())
                                        .isEqualTo("/TUE/0"));
    }

    @Test
    void aMemberWhoIsNoRepHasNothingToChange() {
        var nobody = new Caller(TENANT, new Actor.Member(new UUID(0, 8), Role.OWNER, null));
        var gone = rep(Role.REP, "zoe");

        for (Caller caller : List.of(nobody, gone)) {
            assertThat(change.handle(new ChangeMyAvailability.Command(caller, new Pause())).block())
                    .isEqualTo(new Outcome.NoRep());
        }
        assertThat(trail.told()).isEmpty();
    }

    @Test
    void aViewerChangesNothing() {
        assertThatThrownBy(() ->
                        change.handle(
                                        new ChangeMyAvailability.Command(
                                                rep(Role.VIEWER, "mia"),
                                                new Away(null, null, null)))
                                .block())
                .isInstanceOf(AccessDeniedException.class);
    }
}
