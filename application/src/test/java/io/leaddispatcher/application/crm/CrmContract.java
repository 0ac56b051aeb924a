package io.leaddispatcher.application.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.application.crm.port.CrmOwners.CrmOwner;
import io.leaddispatcher.application.crm.port.CrmRecords.Change;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What any CRM does that owners and activities are written to, whatever it is called there. */
public interface CrmContract {

    TenantId TENANT = new TenantId(new UUID(0, 1));
    Instant DUE = Instant.parse("2026-03-02T22:00:00Z");
    Duration PATIENCE = Duration.ofSeconds(10);
    String MIA = "mia@x.test";

    Crm crm();

    ConnectionAccess connection();

    /** The id of a record that is there, and of one that is not. */
    String record();

    String goneRecord();

    /** The id of the owner whose address is {@link #MIA}. */
    String mia();

    /** {@link #mia} is no longer active there. */
    void deactivateMia();

    /** The owner of the record, as the CRM has it. */
    String ownerThere();

    /** How many activities the CRM has of all kinds. */
    int activitiesThere();

    /** How many tasks of the CRM nobody has closed. */
    int openTasksThere();

    /** The next call of this method does what it was asked to, and its answer is lost. */
    void loseTheAnswerOfTheNext(String method);

    /** The next call of this method is refused: too many. */
    void beBusyForTheNext(String method);

    @Test
    default void pain36_theOwnerIsWrittenAndAgainIsTheSameAsOnce() {
        for (int i = 0; i < 2; i++) {
            crm().records()
                    .write(TENANT, connection(), record(), new Change(mia(), Map.of()))
                    .block(PATIENCE);
        }

        assertThat(ownerThere()).isEqualTo(mia());
    }

    @Test
    default void aRecordIsReadWithItsOwner() {
        crm().records()
                .write(TENANT, connection(), record(), new Change(mia(), Map.of()))
                .block(PATIENCE);

        var read = answer(crm().records().read(TENANT, connection(), record(), Set.of()));
        assertThat(read.id()).isEqualTo(record());
        assertThat(read.owner()).isEqualTo(mia());
        assertThat(read.properties()).isEmpty();
    }

    @Test
    default void aRecordThatIsGoneIsReadAsNoneAndIsAWrongTarget() {
        assertThat(
                        crm().records()
                                .read(TENANT, connection(), goneRecord(), Set.of())
                                .blockOptional(PATIENCE))
                .isEmpty();
        assertThat(
                        refusal(
                                crm().records()
                                        .write(
                                                TENANT,
                                                connection(),
                                                goneRecord(),
                                                new Change(mia(), Map.of()))))
                .isInstanceOf(Attempt.WrongTarget.class);
    }

    @Test
    default void pain36_anOwnerIsFoundByEMailInAnyCaseAndById() {
        assertThat(answer(crm().owners().byEmail(TENANT, connection(), MIA))).isEqualTo(mia());
        assertThat(
                        crm().owners()
                                .byEmail(TENANT, connection(), "o'neill\\@x.test")
                                .blockOptional(PATIENCE))
                .isEmpty();
        assertThat(answer(crm().owners().byId(TENANT, connection(), mia())))
                .extracting(CrmOwner::id, CrmOwner::email, CrmOwner::active)
                .containsExactly(mia(), MIA, true);
    }

    @Test
    default void
            whoWasDeactivatedIsSeenToBeOnceItIsAskedAnewAndWritesForThemArePermanentlyRefused() {
        crm().owners().byId(TENANT, connection(), mia()).block(PATIENCE);
        deactivateMia();

        assertThat(answer(crm().owners().asOfNow(TENANT, connection(), mia())))
                .extracting(CrmOwner::id, CrmOwner::active)
                .containsExactly(mia(), false);
        assertThat(
                        refusal(
                                crm().records()
                                        .write(
                                                TENANT,
                                                connection(),
                                                record(),
                                                new Change(mia(), Map.of()))))
                .isInstanceOfAny(Attempt.WrongTarget.class, Attempt.Dead.class);
    }

    @Test
    default void aTaskWhoseAnswerWasLostIsMadeOnce() {
        loseTheAnswerOfTheNext("POST");

        assertThat(refusal(crm().activities().createTask(TENANT, connection(), task())))
                .isInstanceOf(Attempt.Retry.class);
        assertThat(answer(crm().activities().createTask(TENANT, connection(), task())))
                .isNotBlank();

        assertThat(activitiesThere()).isEqualTo(1);
    }

    @Test
    default void aTaskThatHasEndedIsClosedThereByItsIdOrByOurs() {
        for (boolean known : List.of(true, false)) {
            var task =
                    new CrmActivities.NewTask(
                            new UUID(1, known ? 1 : 2),
                            record(),
                            mia(),
                            NextAction.Task.CALL,
                            "Call",
                            DUE);
            String there = answer(crm().activities().createTask(TENANT, connection(), task));
            assertThat(openTasksThere()).isEqualTo(1);

            var ended =
                    new CrmActivities.EndedTask(task.id(), record(), known ? there : null, known);
            assertThat(answer(crm().activities().endTask(TENANT, connection(), ended)))
                    .isEqualTo(there);
            crm().activities().endTask(TENANT, connection(), ended).block(PATIENCE);

            assertThat(openTasksThere()).isZero();
        }
        assertThat(activitiesThere()).isEqualTo(2);
    }

    @Test
    default void aTaskThatIsNotThereIsNotMadeToBeClosed() {
        for (String record : List.of(record(), goneRecord())) {
            assertThat(
                            crm().activities()
                                    .endTask(
                                            TENANT,
                                            connection(),
                                            new CrmActivities.EndedTask(
                                                    new UUID(0, 9), record, null, true))
                                    .blockOptional(PATIENCE))
                    .isEmpty();
        }
        assertThat(activitiesThere()).isZero();
    }

    @Test
    default void aTaskWhoseClosingHadNoAnswerIsClosedByTheNextTry() {
        String there = answer(crm().activities().createTask(TENANT, connection(), task()));
        var ended = new CrmActivities.EndedTask(task().id(), record(), there, true);
        beBusyForTheNext("PATCH");

        assertThat(refusal(crm().activities().endTask(TENANT, connection(), ended)))
                .isInstanceOfAny(Attempt.Retry.class, Attempt.Patience.class);
        crm().activities().endTask(TENANT, connection(), ended).block(PATIENCE);

        assertThat(openTasksThere()).isZero();
    }

    @Test
    default void aNoteIsMadeOnce() {
        var note =
                new CrmActivities.NewNote(new UUID(0, 8), record(), mia(), "Why <b>Mia</b>", DUE);
        String first = answer(crm().activities().createNote(TENANT, connection(), note));

        assertThat(answer(crm().activities().createNote(TENANT, connection(), note)))
                .isEqualTo(first);
        assertThat(activitiesThere()).isEqualTo(1);
    }

    @Test
    default void aMeetingThatChangesStaysOne() {
        for (var state : CrmActivities.MeetingState.values()) {
            crm().activities()
                    .writeMeeting(
                            TENANT,
                            connection(),
                            new CrmActivities.Meeting(
                                    new UUID(0, 7),
                                    record(),
                                    mia(),
                                    "Demo",
                                    DUE,
                                    DUE.plusSeconds(1_800),
                                    state))
                    .block(PATIENCE);
        }

        assertThat(activitiesThere()).isEqualTo(1);
    }

    @Test
    default void aCrmThatIsBusyIsAskedLater() {
        beBusyForTheNext("PATCH");

        assertThat(
                        refusal(
                                crm().records()
                                        .write(
                                                TENANT,
                                                connection(),
                                                record(),
                                                new Change(mia(), Map.of()))))
                .isInstanceOfAny(Attempt.Retry.class, Attempt.Patience.class);
        assertThat(ownerThere()).isNotEqualTo(mia());
    }

    private CrmActivities.NewTask task() {
        return new CrmActivities.NewTask(
                new UUID(0, 9), record(), mia(), NextAction.Task.CALL, "Call", DUE);
    }

    private static <T> T answer(Mono<T> asked) {
        return asked.blockOptional(PATIENCE).orElseThrow();
    }

    private static Attempt refusal(Mono<?> asked) {
        return Objects.requireNonNull(
                        catchThrowableOfType(
                                CrmRefusedException.class, () -> asked.block(PATIENCE)))
                .attempt();
    }
}
