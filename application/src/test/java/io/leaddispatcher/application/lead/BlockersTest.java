package io.leaddispatcher.application.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.Blocker.Deadline;
import io.leaddispatcher.application.lead.Blocker.Deadline.Then;
import io.leaddispatcher.application.lead.Blocker.Deadline.What;
import io.leaddispatcher.application.lead.port.LeadViews.Detail;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.PolicyReader;
import io.leaddispatcher.domain.policy.PolicyReferences;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The one thing that a lead waits for, state by state. */
class BlockersTest {

    private static final Instant NOON = Instant.parse("2026-11-25T11:00:00Z");

    private final Map<String, Object> document = new HashMap<>(Map.of("ruleId", "dach"));
    private final List<Map<String, Object>> assignments = new ArrayList<>();
    private final List<Map<String, Object>> runs = new ArrayList<>();
    private final List<Map<String, Object>> deliveries = new ArrayList<>();
    private final List<Map<String, Object>> clocks = new ArrayList<>();
    private LeadStatus status = LeadStatus.ASSIGNED;
    private @Nullable String rep = "mia";
    private @Nullable String queue;
    private @Nullable Policy policy = policy();
    private @Nullable Absence absence;

    private static Policy policy() {
        return PolicyReader.read(
                        Part.root(
                                Map.of(
                                        "tiers",
                                        List.of(
                                                Map.of(
                                                        "name",
                                                        "Territory",
                                                        "rules",
                                                        List.of(
                                                                Map.of(
                                                                        "id",
                                                                        "dach",
                                                                        "assign",
                                                                        Map.of("pool", "emea"),
                                                                        "offer",
                                                                        Map.of(
                                                                                "maxHops",
                                                                                BigDecimal.TWO),
                                                                        "whenUnavailable",
                                                                        Map.of(
                                                                                "queue",
                                                                                "later"))))),
                                        "fallback",
                                        Map.of("queue", "fallback")),
                                new Violations()),
                        PolicyReferences.ofThePast(FieldCatalogue.standard()))
                .orElseThrow();
    }

    private @Nullable Blocker blocker(@Nullable Opening opening) {
        Row row =
                new Row(
                        new LeadId(new UUID(7, 1)),
                        NOON,
                        NOON,
                        status,
                        "Ana",
                        null,
                        null,
                        null,
                        null,
                        rep,
                        null,
                        queue,
                        null,
                        document);
        Map<String, String> names =
                Map.of(
                        "rep/mia", "Mia Weber",
                        "pool/emea", "EMEA",
                        "queue/later", "After hours",
                        "queue/fallback", "Fallback");
        return new Blockers(
                        new Detail(
                                row, assignments, List.of(), runs, deliveries, clocks, null, names),
                        policy,
                        absence,
                        NOON)
                .of(opening);
    }

    private @Nullable String sentence() {
        Blocker blocker = blocker(null);
        return blocker == null ? null : blocker.sentence();
    }

    private @Nullable Deadline deadline() {
        return blocker(null) instanceof Blocker.Rep(_, _, var deadline) ? deadline : null;
    }

    private static Instant in(int minutes) {
        return NOON.plusSeconds(60L * minutes);
    }

    /** Names and values by turns. */
    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new HashMap<>();
        for (int each = 0; each < namesAndValues.length; each += 2) {
            object.put(String.valueOf(namesAndValues[each]), namesAndValues[each + 1]);
        }
        return object;
    }

    private void assigned(String state, Object... more) {
        Map<String, Object> assignment = object("state", state, "repKey", "mia");
        assignment.putAll(object(more));
        assignments.add(assignment);
    }

    private void clock(String target, String state, int dueIn, Object... steps) {
        clocks.add(
                object(
                        "target",
                        target,
                        "state",
                        state,
                        "live",
                        true,
                        "paused",
                        false,
                        "maxHops",
                        3,
                        "dueAt",
                        in(dueIn).toString(),
                        "steps",
                        Arrays.asList(steps)));
    }

    private static Map<String, Object> step(String what, int dueIn) {
        return object("do", what, "dueAt", in(dueIn).toString());
    }

    private void runs(String... causes) {
        for (String cause : causes) {
            runs.add(Map.of("cause", cause));
        }
    }

    @Test
    void whatHasJustComeInIsAboutToBeRouted() {
        status = LeadStatus.NEW;

        assertThat(sentence()).isEqualTo("It is about to be routed.");
    }

    @Test
    void whatIsOverWaitsForNothing() {
        status = LeadStatus.COMPLETED;
        assertThat(sentence()).isNull();
        status = LeadStatus.REJECTED;
        assertThat(sentence()).isNull();
    }

    @Test
    void whatWaitsInAQueueSaysWhereWhyAndUntilWhen() {
        status = LeadStatus.QUEUED;
        queue = "later";
        document.put("waitsFor", "nobody is there");

        assertThat(sentence()).isEqualTo("It waits in the queue After hours: nobody is there.");
        Blocker until =
                blocker(
                        new Opening(
                                "Mia Weber",
                                Instant.parse("2026-11-30T08:00:00Z"),
                                ZoneId.of("Europe/Berlin")));
        assertThat(until)
                .isNotNull()
                .extracting(Blocker::sentence)
                .isEqualTo(
                        "It waits in the queue After hours until Mia Weber is there on"
                                + " Mon 30 Nov at 09:00 (Europe/Berlin): nobody is there.");
        document.put("nextRingAt", in(2).toString());
        assertThat(sentence())
                .isEqualTo(
                        "It waits in the queue After hours: nobody is there;"
                                + " others are asked at 2026-11-25T11:02:00Z.");
        document.put("nextRingAt", in(-2).toString());
        assertThat(sentence()).doesNotContain("others");
    }

    @Test
    void whomNoMessageReachesIsNotWaitedFor() {
        assigned("OFFERED");
        deliveries.add(Map.of("channel", "SLACK", "status", "DEAD"));

        assertThat(sentence()).contains("No message could be delivered");
        deliveries.add(Map.of("channel", "EMAIL", "status", "PENDING"));
        assertThat(sentence()).isEqualTo("It waits for Mia Weber to accept it.");
    }

    @Test
    void whatACrmAProgramOrTheLeadIsToldReachesNobodyHere() {
        assigned("OFFERED");
        deliveries.add(Map.of("channel", "CRM", "status", "DEAD"));
        deliveries.add(Map.of("channel", "WEBHOOK", "status", "DEAD"));
        assertThat(sentence()).isEqualTo("It waits for Mia Weber to accept it.");

        deliveries.add(Map.of("channel", "CRM", "status", "DELIVERED"));
        deliveries.add(Map.of("channel", "EMAIL", "status", "DELIVERED", "recipient", "lead"));
        deliveries.add(Map.of("channel", "SLACK", "status", "DEAD"));
        assertThat(sentence()).contains("No message could be delivered");
    }

    @Test
    void anOfferThatLapsesSaysWhenAndWhoGetsItThen() {
        assigned("OFFERED", "expiresAt", in(5).toString(), "poolKey", "emea");
        runs("INTAKE");

        assertThat(sentence())
                .isEqualTo(
                        "It waits for Mia Weber to accept it; the offer lapses at"
                                + " 2026-11-25T11:05:00Z, then the next in the pool EMEA gets it.");
    }

    @Test
    void withoutAPoolItIsDecidedAgain() {
        assigned("OFFERED", "expiresAt", in(5).toString());

        assertThat(deadline()).isEqualTo(new Deadline(What.OFFER, in(5), Then.DECIDED_AGAIN, null));
    }

    @Test
    void onceItWasPassedOnOftenEnoughItWaitsInTheFallback() {
        assigned("OFFERED", "expiresAt", in(5).toString(), "poolKey", "emea");
        runs("INTAKE", "ESCALATION");
        assertThat(deadline())
                .isEqualTo(new Deadline(What.OFFER, in(5), Then.NEXT_OF_POOL, "EMEA"));

        runs("ESCALATION");
        assertThat(deadline()).isEqualTo(new Deadline(What.OFFER, in(5), Then.QUEUE, "Fallback"));

        runs("MANUAL");
        assertThat(deadline())
                .as("what is decided for another reason begins anew")
                .isEqualTo(new Deadline(What.OFFER, in(5), Then.NEXT_OF_POOL, "EMEA"));
    }

    @Test
    void whatIsPastIsNotPromised() {
        assigned("OFFERED", "expiresAt", in(0).toString());
        clock("ACCEPTED", "BREACHED", -5);

        assertThat(deadline()).isNull();
    }

    @Test
    void ofTheOfferAndTheClockWhatComesFirstCounts() {
        assigned("OFFERED", "expiresAt", in(20).toString(), "poolKey", "emea");
        clock("FIRST_ACTION", "RUNNING", 1, step("REASSIGN", 1));
        clock("ACCEPTED", "RUNNING", 10, step("REMIND", 5), step("REASSIGN", 10));
        assertThat(deadline())
                .isEqualTo(new Deadline(What.TARGET, in(10), Then.NEXT_OF_POOL, "EMEA"));

        clocks.clear();
        clock("ACCEPTED", "RUNNING", 30, step("REASSIGN", 30));
        assertThat(deadline())
                .isEqualTo(new Deadline(What.OFFER, in(20), Then.NEXT_OF_POOL, "EMEA"));
    }

    @Test
    void aClockSaysWhatItsStepsDo() {
        assigned("OFFERED", "poolKey", "emea");
        clock("ACCEPTED", "RUNNING", 10, step("QUEUE", 15));
        assertThat(deadline())
                .isEqualTo(new Deadline(What.TARGET, in(15), Then.QUEUE, "After hours"));

        clocks.clear();
        clock("ACCEPTED", "RUNNING", 10, step("NOTIFY_MANAGER", 10));
        assertThat(deadline()).isEqualTo(new Deadline(What.TARGET, in(10), Then.MANAGER, null));

        clocks.clear();
        clock("ACCEPTED", "RUNNING", 10, step("REMIND", 5));
        assertThat(deadline()).isEqualTo(new Deadline(What.TARGET, in(10), Then.LATE, null));

        clocks.clear();
        clock("ACCEPTED", "RUNNING", 10, step("REASSIGN", 10));
        runs("ESCALATION", "ESCALATION", "ESCALATION");
        assertThat(deadline()).isEqualTo(new Deadline(What.TARGET, in(10), Then.MANAGER, null));
    }

    @Test
    void aClockThatStandsStillOrIsOverPromisesNothing() {
        assigned("OFFERED");
        clock("ACCEPTED", "RUNNING", 10);
        clocks.getFirst().put("paused", true);
        assertThat(deadline()).isNull();
        clocks.getFirst().put("paused", false);
        clocks.getFirst().put("live", false);
        assertThat(deadline()).isNull();
    }

    @Test
    void severalWhoAreAskedAreWaitedForTogether() {
        rep = null;
        assigned("OFFERED", "expiresAt", in(5).toString(), "poolKey", "emea", "broadcast", true);

        assertThat(sentence())
                .isEqualTo(
                        "It waits for the first rep to accept it; the offer lapses at"
                                + " 2026-11-25T11:05:00Z, then it is decided again for somebody else.");
    }

    @Test
    void whoeverHasAcceptedItHasToDoSomething() {
        assigned("ACCEPTED", "poolKey", "emea");
        assertThat(sentence()).as("nothing says what").isNull();

        clock("FIRST_ACTION", "RUNNING", 15, step("NOTIFY_MANAGER", 15));
        assertThat(sentence())
                .isEqualTo(
                        "It waits for Mia Weber to do something about it; it has to be done at"
                                + " 2026-11-25T11:15:00Z, then the manager is told.");

        clocks.clear();
        clock("FOLLOW_UP", "BREACHED", -15, step("REASSIGN", 15));
        assertThat(sentence())
                .isEqualTo(
                        "It waits for Mia Weber to do something about it, late since"
                                + " 2026-11-25T10:45:00Z; it has to be done at"
                                + " 2026-11-25T11:15:00Z, then the next in the pool EMEA gets it.");
    }

    @Test
    void whatIsWaitedForIsNamedByItsKeyToo() {
        assigned("OFFERED", "poolKey", "emea");
        assertThat(blocker(null)).isEqualTo(new Blocker.Rep("mia", "Mia Weber", null));
        rep = null;
        assertThat(blocker(null)).isEqualTo(new Blocker.FirstRep("emea", null));
        assignments.getFirst().remove("poolKey");
        assertThat(blocker(null)).isEqualTo(new Blocker.FirstRep(null, null));

        rep = "mia";
        assignments.getFirst().put("state", "ACCEPTED");
        clock("FIRST_ACTION", "BREACHED", -15);
        assertThat(blocker(null)).isEqualTo(new Blocker.Action("mia", "Mia Weber", null, in(-15)));

        status = LeadStatus.QUEUED;
        queue = "later";
        assertThat(blocker(null))
                .isEqualTo(
                        new Blocker.Queue(
                                "later", "After hours", "nobody has taken it yet", null, null));
    }

    @Test
    void withoutAPolicyTheUsualTermsHold() {
        policy = null;
        assigned("OFFERED", "expiresAt", in(5).toString());
        clock("ACCEPTED", "RUNNING", 2, step("QUEUE", 2));

        assertThat(deadline()).isEqualTo(new Deadline(What.TARGET, in(2), Then.QUEUE, "Fallback"));
    }

    @Test
    void pain35_whoIsNotThereIsSaidToBeAway() {
        assignments.add(Map.of("state", "OFFERED"));
        absence = new Absence(Absence.Why.OUT_OF_OFFICE, in(60));

        assertThat(sentence())
                .isEqualTo(
                        "It waits for Mia Weber, who is out of office until 2026-11-25T12:00:00Z.");

        absence = new Absence(Absence.Why.PAUSED, null);
        assertThat(sentence()).isEqualTo("It waits for Mia Weber, who is paused.");
    }

    @Test
    void pain35_whoHasLeftWithALeadIsToldThoughNothingHasToBeDone() {
        assignments.add(Map.of("state", "ACCEPTED"));
        assertThat(sentence()).isNull();

        absence = new Absence(Absence.Why.INACTIVE, null);

        assertThat(sentence()).isEqualTo("It waits for Mia Weber, who is no longer active.");
    }

    @Test
    void pain35_aMessageThatDoesNotGetThroughComesBeforeWhomItWaitsFor() {
        assignments.add(Map.of("state", "OFFERED"));
        deliveries.add(
                Map.of(
                        "channel", "EMAIL",
                        "recipient", "rep:mia",
                        "status", "RETRYING",
                        "nextAttemptAt", "2026-11-25T11:05:00Z"));
        deliveries.add(Map.of("channel", "SLACK", "recipient", "rep:mia", "status", "DEAD"));

        assertThat(sentence())
                .isEqualTo(
                        "No message has got through yet; it is tried again at 2026-11-25T11:05:00Z.");

        deliveries.add(Map.of("channel", "SLACK", "recipient", "rep:mia", "status", "DELIVERED"));
        assertThat(sentence()).isEqualTo("It waits for Mia Weber to accept it.");
    }
}
