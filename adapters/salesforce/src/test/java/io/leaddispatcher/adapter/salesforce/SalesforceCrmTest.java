package io.leaddispatcher.adapter.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leaddispatcher.adapter.salesforce.StandInSalesforce.Fault;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.CrmContract;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmActivities.EndedTask;
import io.leaddispatcher.application.crm.port.CrmActivities.NewTask;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.application.crm.port.CrmOwners;
import io.leaddispatcher.application.crm.port.CrmRecords.Change;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.policy.NextAction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class SalesforceCrmTest implements CrmContract {

    private static final String LEAD = SalesforceId.of("00Q5g00000DEMO1").orElseThrow().value();
    private static final String GONE = SalesforceId.of("00Q5g00000DEMO2").orElseThrow().value();
    private static final String USER = SalesforceId.of("0055g000000MIA1").orElseThrow().value();
    private static final String QUEUE = SalesforceId.of("00G5g000000INBX").orElseThrow().value();

    private static final NewTask CALL =
            new NewTask(new UUID(0, 9), LEAD, USER, NextAction.Task.CALL, "Call", DUE);

    private final StandInSalesforce salesforce = new StandInSalesforce();
    private final Desk desk = new Desk(salesforce);
    private final Crm crm = SalesforceCrm.of(desk.api, () -> desk.now);

    SalesforceCrmTest() {
        salesforce.put("Lead", LEAD, Map.of("OwnerId", QUEUE, "Status", "Open"));
        salesforce.user(USER, MIA);
    }

    @AfterEach
    void stop() {
        salesforce.close();
    }

    @Override
    public Crm crm() {
        return crm;
    }

    @Override
    public ConnectionAccess connection() {
        return desk.connection();
    }

    @Override
    public String record() {
        return LEAD;
    }

    @Override
    public String goneRecord() {
        return GONE;
    }

    @Override
    public String mia() {
        return USER;
    }

    @Override
    public void deactivateMia() {
        salesforce.deactivate(USER);
    }

    @Override
    public String ownerThere() {
        return String.valueOf(salesforce.record("Lead", LEAD).get("OwnerId"));
    }

    @Override
    public int activitiesThere() {
        return salesforce.all("Task").size() + salesforce.all("Event").size();
    }

    @Override
    public int openTasksThere() {
        return (int) salesforce.openTasks();
    }

    @Override
    public void loseTheAnswerOfTheNext(String method) {
        salesforce.faults.add(new Fault(method, 502, "", true));
    }

    @Override
    public void beBusyForTheNext(String method) {
        salesforce.faults.add(Fault.of(method, 400, "UNABLE_TO_LOCK_ROW"));
    }

    @Test
    void assignmentRulesAreKeptFromUndoingOurOwner() {
        write(LEAD, USER).block(PATIENCE);

        assertThat(salesforce.missingHeaders).isEmpty();
    }

    @Test
    void fieldsComeAlongWithTheOwnerAndEmptyTextClearsOne() {
        crm.records()
                .write(
                        TENANT,
                        connection(),
                        LEAD,
                        new Change(USER, Map.of("Rule__c", "emea", "Status", "")))
                .block(PATIENCE);

        assertThat(salesforce.record("Lead", LEAD))
                .containsEntry("OwnerId", USER)
                .containsEntry("Rule__c", "emea")
                .doesNotContainKey("Status");
        assertThat(
                        answer(
                                        crm.records()
                                                .read(
                                                        TENANT,
                                                        connection(),
                                                        LEAD,
                                                        Set.of("Rule__c", "X")))
                                .properties())
                .isEqualTo(Map.of("Rule__c", "emea"));
    }

    @Test
    void aQueueAndAnotherKindOfRecordAreLeftAlone() {
        assertThat(refusal(write(LEAD, QUEUE)).toString()).contains("salesforce_owner_no_user");
        assertThat(refusal(write(USER, USER)).toString()).contains("salesforce_no_lead");
        assertThat(refusal(write("1/../2", USER)).toString()).contains("salesforce_no_lead");
        assertThat(salesforce.calls).isEmpty();
    }

    @Test
    void aConvertedLeadIsRefusedInWords() {
        salesforce.put("Lead", LEAD, Map.of("OwnerId", QUEUE, "IsConverted", true));

        assertThat(refusal(write(LEAD, USER)))
                .isInstanceOfSatisfying(
                        Attempt.WrongTarget.class,
                        refused ->
                                assertThat(refused.cause().message())
                                        .contains("converted", "cannot be changed"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, FIELD_CUSTOM_VALIDATION_EXCEPTION, Dead",
        "400, INACTIVE_OWNER_OR_USER, WrongTarget",
        "403, REQUEST_LIMIT_EXCEEDED, Patience",
        "403, API_DISABLED_FOR_ORG, Retry",
        "400, CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, RetryFew",
        "503, SERVER_UNAVAILABLE, Retry",
        "500, WHAT_IS_THIS, Retry",
        "412, '', Retry",
        "412, PRECONDITION_FAILED, Retry",
        "409, CONFLICT, Retry",
        "429, TOO_MANY_REQUESTS, Patience"
    })
    void whatFailsIsToldInSalesforcesOwnWordsWithoutAddresses(
            int status, String code, String expected) {
        salesforce.faults.add(Fault.of("PATCH", status, code));

        Attempt refused = refusal(write(LEAD, USER));

        assertThat(refused.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(refused.toString()).doesNotContain("acme.de");
        if (refused instanceof Attempt.Dead(var cause)) {
            assertThat(cause.code()).isEqualTo("SALESFORCE_" + code);
            assertThat(cause.message()).contains("no, …");
        }
    }

    @Test
    void itIsLeftAloneForAsLongAsItAsksAndTheDaysCallsAreNotThoughtSpent() {
        salesforce.faults.add(new Fault("PATCH", 429, "", false));
        salesforce.faults.add(Fault.of("PATCH", 429, "TOO_MANY_REQUESTS"));
        salesforce.faults.add(Fault.of("PATCH", 503, "SERVER_UNAVAILABLE"));

        assertThat(waitAfter()).contains(Duration.ofSeconds(10));
        salesforce.retryAfter = "42";
        assertThat(waitAfter()).contains(Duration.ofSeconds(42));
        assertThat(waitAfter()).contains(Duration.ofSeconds(42));
    }

    private Optional<Duration> waitAfter() {
        return refusal(write(LEAD, USER)) instanceof Attempt.Patience(var wait, _)
                ? Optional.of(wait)
                : Optional.empty();
    }

    @Test
    void aTokenThatExpiredIsRenewedOnceAndTheCallMadeAgain() {
        write(LEAD, USER).block(PATIENCE);
        salesforce.expire();
        write(LEAD, USER).block(PATIENCE);

        assertThat(salesforce.tokens.grants).hasSize(2);
        assertThat(salesforce.calls).hasSize(2 + 3);
    }

    @Test
    void aTokenThatIsNeverGoodWaitsUntilItIsMended() {
        salesforce.faults.add(Fault.of("PATCH", 401, "INVALID_SESSION_ID"));
        salesforce.faults.add(Fault.of("PATCH", 401, "INVALID_SESSION_ID"));

        assertThat(refusal(write(LEAD, USER)).toString())
                .contains("Retry", "PT5M", "SALESFORCE_UNAUTHORIZED");
        assertThat(salesforce.tokens.grants).hasSize(2);
    }

    @Test
    void aGrantThatIsRefusedSaysWhyAndIsNotAskedForAgainAndAgain() {
        salesforce.tokens.grantError = "invalid_grant";

        for (int i = 0; i < 3; i++) {
            assertThat(refusal(write(LEAD, USER)).toString())
                    .contains("SALESFORCE_INVALID_GRANT", "not for …");
        }
        assertThat(salesforce.tokens.grants).hasSize(1);
    }

    @Test
    void whatCanWaitStopsWhileFewCallsAreLeft() {
        salesforce.usage = "api-usage=14300/15000";
        write(LEAD, USER).block(PATIENCE);
        var first = crm.accounts().count(TENANT, connection()).block(PATIENCE);

        assertThat(first).isZero();
        assertThat(refusal(crm.accounts().count(TENANT, connection())))
                .isInstanceOf(Attempt.NotYet.class);
    }

    @Test
    void fieldsAreDescribedWithTheirChoices() {
        var fields =
                crm.fields()
                        .describe(TENANT, connection(), CrmFields.Subject.RECORD)
                        .collectList()
                        .block(PATIENCE);

        assertThat(fields)
                .containsExactly(
                        new CrmFields.CrmField(
                                "Status",
                                "Lead Status",
                                CrmFields.Type.CHOICE,
                                true,
                                List.of(new CrmFields.Choice("Open", "Open"))),
                        new CrmFields.CrmField(
                                "CreatedDate",
                                "Created",
                                CrmFields.Type.DATETIME,
                                false,
                                List.of()));
    }

    @Test
    void aTaskIsDueOnTheDayOfWhereTheConnectionIs() {
        desk.set("timeZone", "Asia/Tokyo");
        crm.activities().createTask(TENANT, connection(), CALL).block(PATIENCE);

        assertThat(salesforce.all("Task").values())
                .singleElement()
                .satisfies(task ->
                        assertThat(task)
                                .containsEntry("ActivityDate", "2026-03-03")
                                .containsEntry("WhoId", LEAD)
                                .containsEntry("OwnerId", USER)
                                .containsEntry("Subject", "Call"));
    }

    @Test
    void whatNobodyHasToDoAnyMoreIsCompletedAndSaysSo() {
        String task = answer(crm.activities().createTask(TENANT, connection(), CALL));

        crm.activities()
                .endTask(TENANT, connection(), new EndedTask(CALL.id(), LEAD, task, false))
                .block(PATIENCE);

        assertThat(salesforce.record("Task", task))
                .containsEntry("Status", "Completed")
                .containsEntry("Subject", "Cancelled: Call");
    }

    @Test
    void aTaskIsClosedByTheWordThatTheOrganisationHasForThat() {
        salesforce.all("TaskStatus").clear();
        salesforce.taskStatus("Offen", false);
        salesforce.taskStatus("Erledigt", true);
        String task = answer(crm.activities().createTask(TENANT, connection(), CALL));

        for (int i = 0; i < 2; i++) {
            crm.activities()
                    .endTask(TENANT, connection(), new EndedTask(CALL.id(), LEAD, task, true))
                    .block(PATIENCE);
        }

        assertThat(salesforce.record("Task", task))
                .containsEntry("Status", "Erledigt")
                .containsEntry("Subject", "Call");
        assertThat(salesforce.takeCalls())
                .as("whoever has closed it is not overwritten")
                .containsEntry("PATCH /sobjects/Task/{id}", 1);
    }

    @Test
    void whereTheWordsMayNotBeAskedForTheUsualOneIsWritten() {
        salesforce.objects.remove("TaskStatus");
        String task = answer(crm.activities().createTask(TENANT, connection(), CALL));

        crm.activities()
                .endTask(TENANT, connection(), new EndedTask(CALL.id(), LEAD, task, true))
                .block(PATIENCE);

        assertThat(salesforce.record("Task", task)).containsEntry("Status", "Completed");
    }

    @Test
    void ofTwoUsersWithOneAddressTheOneWhoLogsInWithItComesFirst() {
        String other = SalesforceId.of("0055g000000AAA1").orElseThrow().value();
        salesforce.put(
                "User",
                other,
                Map.of(
                        "Email",
                        MIA,
                        "Username",
                        "mia@x.test.old",
                        "IsActive",
                        true,
                        "UserType",
                        "Standard"));

        assertThat(answer(crm.owners().byEmail(TENANT, connection(), MIA))).isEqualTo(USER);
        assertThat(crm.owners().all(TENANT, connection()).collectList().block(PATIENCE)).hasSize(2);
        salesforce.put("Group", QUEUE, Map.of("Name", "Inbox"));
        assertThat(answer(crm.owners().byId(TENANT, connection(), QUEUE)).name())
                .isEqualTo("Inbox");
    }

    @Test
    void ownersBehindAShortPageAreOwnersToo() {
        for (int i = 0; i < 7; i++) {
            salesforce.user(
                    SalesforceId.of("0055g%010d".formatted(100 + i)).orElseThrow().value(),
                    "rep%d@x.test".formatted(i));
        }
        salesforce.mostRows = 3;

        assertThat(crm.owners().all(TENANT, connection()).collectList().block(PATIENCE))
                .extracting(CrmOwners.CrmOwner::email)
                .contains("rep0@x.test", "rep6@x.test")
                .doesNotHaveDuplicates();
    }

    private Mono<Void> write(String record, String owner) {
        return crm.records().write(TENANT, connection(), record, new Change(owner, Map.of()));
    }

    private static <T> T answer(Mono<T> asked) {
        return asked.blockOptional(Duration.ofSeconds(10)).orElseThrow();
    }

    private static Attempt refusal(Mono<?> asked) {
        return Objects.requireNonNull(
                        catchThrowableOfType(
                                CrmRefusedException.class, () -> asked.block(PATIENCE)))
                .attempt();
    }
}
