package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ADDRESSEE;
import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static io.leaddispatcher.application.routing.RoutingDesk.step;
import static io.leaddispatcher.application.routing.RoutingDesk.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.CloseConverted;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.sequence.RunState;
import io.leaddispatcher.domain.sequence.SequenceRun;
import io.leaddispatcher.domain.sequence.StopReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sequence writes and asks for, and what ends it. */
class SequencesTest {

    private static final Actor AS_MIA = new Actor.Rep("mia");
    private static final Actor AS_BEN = new Actor.Rep("ben");
    private static final Actor TOKEN =
            new Actor.Token(new UUID(5, 1), Set.of(Scope.WRITE), Role.OWNER);
    private static final Duration DAY = Duration.ofDays(1);

    private final RoutingDesk desk = new RoutingDesk();

    private void arrives(String email) {
        desk.event(ANA, "contact.email", email, "contact.firstName", "Ana", "lead.language", "de");
        desk.turn();
    }

    /** Two mails and a call between them, to whoever the pool chooses. */
    private void follows(String onOwnerChange, Object... more) {
        desk.template("hello").template("again");
        desk.sequence(
                "first-touch",
                onOwnerChange,
                object("email", "hello"),
                object("after", "P1D", "task", "CALL", "dueIn", "PT1H"),
                object("after", "P1D", "email", "again"));
        Map<String, Object> rule =
                object("assign", object("pool", "sales"), "sequence", "first-touch");
        rule.putAll(object(more));
        desk.rule(
                "all",
                rule.entrySet().stream()
                        .flatMap(each -> java.util.stream.Stream.of(each.getKey(), each.getValue()))
                        .toArray());
        arrives("ana@acme.de");
        desk.later(Duration.ZERO);
    }

    private List<String> mails() {
        return desk.mails().stream().map(LeadMail::template).toList();
    }

    private SequenceRun run() {
        return desk.sequences.of(ANA).getLast();
    }

    private List<Object> reasons() {
        return desk.entries(ANA).stream()
                .filter(entry -> entry.type().equals("SEQUENCE_STOPPED"))
                .map(TimelineEntry::detail)
                .map(detail -> detail.get("reason"))
                .toList();
    }

    @Test
    void theRepHearsOfATaskOfASequenceByTheWaysOfTheirChoice() {
        follows("STOP");
        desk.later(DAY);
        assertThat(reminders())
                .containsExactly(
                        "rep:mia The call is next in “first-touch”, due by Thu 26 Nov, 13:00 CET.");
    }

    @Test
    void aStepWhoseTimeHasNotComeIsNotTakenWhateverItsRowSays() {
        follows("STOP");
        desk.sequences.claimEarly(run().id());

        desk.later(Duration.ofHours(1));

        assertThat(desk.tasks.all).isEmpty();
        assertThat(run().next()).isEqualTo(1);
        desk.later(DAY);
        assertThat(desk.tasks.all).hasSize(1);
    }

    @Test
    void whoWantsNoRemindersHearsOfNoneAndWhoAsksForDueTasksHearsOfOneOnce() {
        told(object("reminder", List.of()));
        follows("STOP");
        desk.later(DAY);

        assertThat(desk.tasks.all).hasSize(1);
        assertThat(reminders()).isEmpty();
    }

    @Test
    void aTaskThatIsDueAtOnceIsToldToWhoHasAskedForDueTasksOnlyAsThat() {
        told(object("taskDue", List.of("EMAIL")));
        desk.sequence("now", "STOP", object("task", "EMAIL"));
        desk.rule("all", "assign", object("pool", "sales"), "sequence", "now");
        arrives("ana@acme.de");
        desk.later(Duration.ZERO);

        assertThat(desk.tasks.all).hasSize(1);
        assertThat(reminders()).isEmpty();
    }

    private void told(Map<String, Object> notifications) {
        desk.change(
                ConfigurationKind.REP,
                "mia",
                "name",
                "Mia",
                "email",
                "mia@x.test",
                "notifications",
                notifications);
    }

    /** To whom, and what is to be done. */
    private List<String> reminders() {
        return desk.deliveries.stream()
                .filter(delivery -> delivery.draft().document().get("reminder") != null)
                .map(delivery ->
                        delivery.draft().recipient()
                                + " "
                                + delivery.draft().document().get("reminder"))
                .toList();
    }

    @Test
    void whoWantsNoMailsGetsNone() {
        desk.optOuts.add(TENANT, ADDRESSEE.of(TENANT, "ana@acme.de"), NOON).block();
        follows("STOP", "acknowledge", "hello");

        assertThat(mails()).isEmpty();
        assertThat(run().reason()).isEqualTo(StopReason.OPTED_OUT);
    }

    @Test
    void aSequenceBeginsOnceTheLeadIsSomebodysAndTakesItsSteps() {
        follows("STOP");

        assertThat(mails()).containsExactly("hello");
        assertThat(desk.mails().getFirst().replyTo()).isEqualTo("mia@x.test");
        assertThat(desk.tasks.all).isEmpty();
        desk.later(DAY);
        assertThat(desk.tasks.all).hasSize(1);
        desk.later(DAY);
        desk.later(DAY);

        assertThat(mails()).containsExactly("hello", "again");
        assertThat(run().state()).isEqualTo(RunState.DONE);
        assertThat(desk.told(ANA))
                .containsSubsequence(
                        "ASSIGNMENT_OFFERED",
                        "SEQUENCE_STARTED",
                        "SEQUENCE_STEP",
                        "SEQUENCE_STEP",
                        "SEQUENCE_STEP",
                        "SEQUENCE_STOPPED");
        assertThat(reasons()).containsExactly("DONE");
    }

    @Test
    void anOfferThatCanLapseIsNoOwnership() {
        follows("STOP", "offer", object("ttl", "PT10M"));
        assertThat(desk.sequences.of(ANA)).isEmpty();

        desk.accept(AS_MIA);
        desk.later(Duration.ZERO);

        assertThat(mails()).containsExactly("hello");
    }

    @Test
    void norIsOneThatAClockTakesAway() {
        desk.sla("hot", object("ACCEPTED", "PT5M"), step("ACCEPTED", "100%", "REASSIGN"));
        follows("STOP", "sla", "hot");
        assertThat(desk.sequences.of(ANA)).isEmpty();

        desk.accept(AS_MIA);

        assertThat(run().rep()).isEqualTo(new RepKey("mia"));
    }

    @Test
    void ofSeveralWhoAreAskedWhoeverTakesItHasIt() {
        follows("STOP", "offer", object("mode", "BROADCAST"));
        assertThat(desk.sequences.of(ANA)).isEmpty();

        desk.accept(AS_BEN);

        assertThat(run().rep()).isEqualTo(new RepKey("ben"));
        assertThat(run().state()).isEqualTo(RunState.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reply", "withCustomer"})
    void aReplyEndsIt(String said) {
        follows("STOP");
        desk.record(AS_MIA, "type", "EMAIL", said, true);
        desk.later(DAY);
        desk.later(DAY);

        // What waited to be sent is taken back, too.
        assertThat(mails()).isEmpty();
        assertThat(desk.tasks.all).isEmpty();
        assertThat(reasons()).containsExactly("REPLY");
    }

    @Test
    void whoeverWritesAgainHasReplied() {
        follows("STOP");
        desk.now = desk.now.plus(Duration.ofMinutes(10));
        desk.event(ANA, "lead.message", "Please call me");
        desk.turn();
        desk.later(DAY);

        assertThat(desk.tasks.all).isEmpty();
        assertThat(reasons()).containsExactly("REPLY");
    }

    @Test
    void whoeverWritesAgainHasRepliedAlsoWhenTheLeadGoesToSomebodyElseByIt() {
        movesToBen();
        desk.event(ANA, "lead.message", "Please call me", "lead.intent", "demo");
        desk.turn();
        desk.later(DAY);
        desk.later(DAY);

        assertThat(desk.file(ANA).placement().rep()).isEqualTo(new RepKey("ben"));
        assertThat(reasons()).containsExactly("REPLY");
        // What waited to be sent is taken back, too.
        assertThat(mails()).isEmpty();
        assertThat(desk.tasks.all).isEmpty();
    }

    @Test
    void andWhenItHasGoneThereByWhatCameJustBefore() {
        movesToBen();
        desk.update(ANA, "lead.intent", "demo");
        desk.event(ANA, "lead.message", "Please call me");
        desk.turn();
        desk.later(DAY);

        assertThat(desk.file(ANA).placement().rep()).isEqualTo(new RepKey("ben"));
        assertThat(reasons()).containsExactly("REPLY");
    }

    @Test
    void newsWithoutAMessageIsNoReply() {
        movesToBen();
        desk.event(ANA, "lead.intent", "demo");
        desk.turn();
        desk.later(DAY);

        assertThat(run().rep()).isEqualTo(new RepKey("ben"));
        assertThat(run().state()).isEqualTo(RunState.RUNNING);
    }

    /** Ana's lead is Mia's by the last rule, and Ben's once she says that she wants a demo. */
    private void movesToBen() {
        desk.tier("Known")
                .rule(
                        "demo",
                        "when",
                        when("lead.intent", "eq", "demo"),
                        "assign",
                        object("rep", "ben"),
                        "sequence",
                        "first-touch")
                .tier("Rest");
        follows("MOVE");
        desk.now = desk.now.plus(Duration.ofMinutes(10));
    }

    @Test
    void aCallThatReachedNobodyDoesNot() {
        follows("STOP");
        desk.record(AS_MIA, "type", "CALL");
        desk.later(DAY);

        assertThat(run().state()).isEqualTo(RunState.RUNNING);
        assertThat(mails()).containsExactly("hello");
    }

    @Test
    void anOutcomeEndsIt() {
        follows("STOP");
        desk.outreach.outcome(TENANT, ANA, true, desk.now).block();

        assertThat(run().reason()).isEqualTo(StopReason.OUTCOME);
    }

    @Test
    void oneThatWaitsEndsWithTheWorkOnItsLead() {
        follows("MOVE");
        desk.giveBack(AS_MIA, "reason", "no budget");
        assertThat(run().state()).isEqualTo(RunState.WAITING);

        converted();

        assertThat(run().reason()).isEqualTo(StopReason.OUTCOME);
    }

    @Test
    void oneThatMovesEndsWithTheWorkOnItsLeadThoughNobodyElseHasIt() {
        follows("MOVE");

        converted();

        assertThat(run().reason()).isEqualTo(StopReason.OUTCOME);
    }

    /** Its CRM makes something else of it. */
    private void converted() {
        desk.leads.records.put("51", ANA);
        new CloseConverted(desk.leads, new LeadTurns(desk.turns), new ImmediateUnitOfWork())
                .converted(
                        TENANT,
                        new ConnectionAccess(
                                new ConnectionKey("sf"), "salesforce", Map.of(), Map.of()),
                        "51")
                .block();
        assertThat(desk.file(ANA).status()).isEqualTo(LeadStatus.COMPLETED);
    }

    @Test
    void whoComesAgainWhenTheWorkIsOverGoesThroughTheSequenceOfNowAndNotOnThroughTheOldOne() {
        follows("MOVE");
        desk.complete(ANA);
        desk.template("welcome-back");
        desk.sequence("second-touch", "MOVE", object("email", "welcome-back"));
        desk.noRules().rule("all", "assign", object("pool", "sales"), "sequence", "second-touch");

        desk.now = desk.now.plus(DAY.multipliedBy(180));
        arrives("ana@acme.de");
        desk.later(Duration.ZERO);

        // What waited to be sent of the old one is taken back.
        assertThat(mails()).containsExactly("welcome-back");
        assertThat(desk.tasks.all).isEmpty();
        assertThat(reasons()).containsExactly("OUTCOME", "DONE");
    }

    @Test
    void anotherOwnerEndsOneThatDoesNotMove() {
        follows("STOP");
        desk.reassign(AS_MIA, "to", object("rep", "ben"), "reason", "holiday");
        desk.later(DAY);

        assertThat(reasons()).containsExactly("OWNER_CHANGE");
        // And it does not begin anew with the next one: it was the first touch.
        assertThat(desk.sequences.of(ANA)).hasSize(1);
    }

    @Test
    void oneThatMovesGoesOnWithTheNextOwner() {
        follows("MOVE");
        desk.reassign(AS_MIA, "to", object("rep", "ben"), "reason", "holiday");
        desk.later(DAY);
        desk.later(DAY);

        assertThat(mails()).containsExactly("hello", "again");
        assertThat(desk.mails().getLast().replyTo()).isEqualTo("ben@x.test");
        assertThat(desk.tasks.all.values())
                .singleElement()
                .satisfies(kept -> assertThat(kept.task().rep()).isEqualTo(new RepKey("ben")));
        assertThat(desk.told(ANA)).contains("SEQUENCE_MOVED");
    }

    @Test
    void whileNobodyHasTheLeadNothingIsWritten() {
        follows("MOVE");
        desk.giveBack(AS_MIA, "reason", "no budget");
        desk.later(DAY);
        desk.later(DAY);
        assertThat(run().state()).isEqualTo(RunState.WAITING);
        assertThat(mails()).containsExactly("hello");

        desk.accept(TOKEN, "rep", "ben");
        desk.later(Duration.ZERO);

        assertThat(desk.tasks.all).hasSize(1);
        assertThat(run().rep()).isEqualTo(new RepKey("ben"));
    }

    @Test
    void somebodyStopsIt() {
        follows("STOP");

        assertThat(desk.stopSequence(AS_BEN)).isNotEqualTo(new ActOutcome.Done());
        assertThat(desk.stopSequence(AS_MIA)).isEqualTo(new ActOutcome.Done());
        assertThat(desk.stopSequence(AS_MIA)).isEqualTo(new ActOutcome.Done());

        assertThat(reasons()).containsExactly("BY_HAND");
        assertThat(desk.entries(ANA).getLast().actor()).isEqualTo("rep:mia");
    }

    @Test
    void aStepThatCannotBeDoneIsLeftOutAndSaysWhy() {
        desk.sequence("first-touch", "STOP", object("email", "hello"));
        desk.rule("all", "assign", object("pool", "sales"), "sequence", "first-touch");
        arrives("no-reply@acme.de");
        desk.template("hello");
        desk.later(Duration.ZERO);

        assertThat(desk.entries(ANA))
                .filteredOn(entry -> entry.type().equals("SEQUENCE_STEP"))
                .extracting(entry -> entry.detail().get("skipped"))
                .containsExactly("NO_ADDRESS");
        assertThat(run().state()).isEqualTo(RunState.DONE);
    }

    @Test
    void whereNobodyUsesItNothingIsAsked() {
        desk.rule("all", "assign", object("pool", "sales"));
        arrives("ana@acme.de");
        desk.giveBack(AS_MIA, "reason", "no");

        assertThat(desk.sequences.questions()).isZero();
        assertThat(mails()).isEmpty();
    }
}
