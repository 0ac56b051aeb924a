package io.leaddispatcher.adapter.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leaddispatcher.adapter.hubspot.StandInHubSpot.Fault;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmActivities.EndedTask;
import io.leaddispatcher.application.crm.port.CrmActivities.Meeting;
import io.leaddispatcher.application.crm.port.CrmActivities.MeetingState;
import io.leaddispatcher.application.crm.port.CrmActivities.NewNote;
import io.leaddispatcher.application.crm.port.CrmActivities.NewTask;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.application.crm.port.CrmOwners.CrmOwner;
import io.leaddispatcher.application.crm.port.CrmRecords.Change;
import io.leaddispatcher.application.crm.port.CrmRecords.CrmRecord;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class HubSpotCrmTest {

    private static final Instant NOW = Instant.parse("2026-03-02T22:00:00Z");
    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final ConnectionAccess CONNECTION =
            new ConnectionAccess(
                    new ConnectionKey("hs"),
                    "hubspot",
                    Map.of("callsPerSecond", "100"),
                    Map.of("accessToken", new Secret("pat-1")));
    private static final NewTask CALL =
            new NewTask(new UUID(0, 9), "51", "77", NextAction.Task.CALL, "Call", NOW);

    private final StandInHubSpot hubSpot = new StandInHubSpot();
    private final Crm crm =
            HubSpotCrm.of(
                    new HubSpotApi(
                            WebClient.create(),
                            HubSpotTokens.pasted(),
                            hubSpot.url(),
                            InstantSource.fixed(NOW),
                            Schedulers.parallel()),
                    InstantSource.fixed(NOW));

    HubSpotCrmTest() {
        hubSpot.records().contact(51, null, Map.of());
        hubSpot.records().owner("77", "mia@x.test");
    }

    @AfterEach
    void stop() {
        hubSpot.close();
    }

    private Mono<Void> owner(String record, String owner) {
        return crm.records().write(TENANT, CONNECTION, record, new Change(owner, Map.of()));
    }

    @Test
    void ownerAndFieldsAreWrittenInOneCall() {
        crm.records()
                .write(TENANT, CONNECTION, "51", new Change("77", Map.of("ld_rule", "dach")))
                .block(Duration.ofSeconds(10));

        assertThat(hubSpot.records().written())
                .containsExactly("51: hubspot_owner_id=77", "51: ld_rule=dach");
        assertThat(hubSpot.calls()).isEqualTo(Map.of("PATCH /crm/v3/objects/contacts/{id}", 1));
    }

    @Test
    void aRecordIsMadeNobodysWhileItsOwnerIsWhoLetGoOfIt() {
        for (String owner : List.of("78", "77")) {
            owner("51", "77").block(Duration.ofSeconds(10));

            assertThat(
                            crm.records()
                                    .release(TENANT, CONNECTION, "51", owner)
                                    .blockOptional(Duration.ofSeconds(10))
                                    .isPresent())
                    .isEqualTo(owner.equals("77"));
        }
        assertThat(hubSpot.records().ownerOf(51)).isEmpty();
        assertThat(
                        crm.records()
                                .release(TENANT, CONNECTION, "52", "77")
                                .blockOptional(Duration.ofSeconds(10)))
                .isEmpty();
    }

    @Test
    void whoIsMadeOwnerInTheMomentOfTheReleaseIsOwner() {
        hubSpot.records().owner("78", "ben@x.test");
        owner("51", "77").block(Duration.ofSeconds(10));
        hubSpot.records()
                .meanwhile(() ->
                        hubSpot.records().contact(51, null, Map.of(HubSpotRecords.OWNER, "78")));

        assertThat(
                        crm.records()
                                .release(TENANT, CONNECTION, "51", "77")
                                .blockOptional(Duration.ofSeconds(10)))
                .isEmpty();
        assertThat(hubSpot.records().ownerOf(51)).isEqualTo("78");
    }

    @Test
    void aRecordIsReadWithItsCompanyAndItsOwner() {
        hubSpot.records().contact(51, 7L, Map.of("hubspot_owner_id", "77", "email", "ana@acme.de"));

        assertThat(
                        crm.records()
                                .read(TENANT, CONNECTION, "51", Set.of("email", "nothing"))
                                .block(Duration.ofSeconds(10)))
                .isEqualTo(new CrmRecord("51", "77", "7", Map.of("email", "ana@acme.de")));
        assertThat(
                        crm.records()
                                .read(TENANT, CONNECTION, "52", Set.of())
                                .blockOptional(Duration.ofSeconds(10)))
                .isEmpty();
    }

    @Test
    void anOwnerIsFoundByEMailAndRemembered() {
        for (int i = 0; i < 2; i++) {
            assertThat(answer(crm.owners().byEmail(TENANT, CONNECTION, "mia@x.test")))
                    .isEqualTo("77");
        }
        assertThat(
                        crm.owners()
                                .byEmail(TENANT, CONNECTION, "ben@x.test")
                                .blockOptional(Duration.ofSeconds(10)))
                .isEmpty();
        assertThat(hubSpot.calls()).isEqualTo(Map.of("GET /crm/v3/owners", 2));
    }

    /** Somebody has made it lead to another portal: its people have other ids. */
    @Test
    void theOwnersOfOneAccountAreNotThoseOfTheNextUnderTheSameKey() {
        assertThat(answer(crm.owners().byEmail(TENANT, of("1"), "mia@x.test"))).isEqualTo("77");
        assertThat(answer(crm.owners().byId(TENANT, of("1"), "77").map(CrmOwner::id)))
                .isEqualTo("77");

        assertThat(answer(crm.owners().byEmail(TENANT, of("2"), "mia@x.test"))).isEqualTo("77");
        assertThat(answer(crm.owners().byId(TENANT, of("2"), "77").map(CrmOwner::id)))
                .isEqualTo("77");

        assertThat(hubSpot.calls())
                .isEqualTo(Map.of("GET /crm/v3/owners", 2, "GET /crm/v3/owners/{id}", 2));
    }

    private static ConnectionAccess of(String portal) {
        return CONNECTION.with("portalId", portal);
    }

    @Test
    void whoAnOwnerIsIsAskedOnce() {
        for (int i = 0; i < 2; i++) {
            assertThat(
                            crm.owners()
                                    .byId(TENANT, CONNECTION, "77")
                                    .blockOptional(Duration.ofSeconds(10)))
                    .contains(new CrmOwner("77", "Owner 77", "mia@x.test", true));
        }
        assertThat(
                        crm.owners()
                                .byId(TENANT, CONNECTION, "78")
                                .blockOptional(Duration.ofSeconds(10)))
                .isEmpty();
        assertThat(hubSpot.calls())
                .isEqualTo(
                        Map.of(
                                "GET /crm/v3/owners/{id}", 1,
                                // Once among those of today, once among the others.
                                "GET /crm/v3/owners/{id} -> 404", 2));
    }

    @Test
    void pain48_aTaskThatWasMadeWithoutAnAnswerIsNotMadeTwice() {
        hubSpot.fail(new Fault("POST", 502, null, "", true));

        assertThat(refusal(crm.activities().createTask(TENANT, CONNECTION, CALL)))
                .isInstanceOf(Attempt.Retry.class);
        answer(crm.activities().createTask(TENANT, CONNECTION, CALL));

        var made = hubSpot.records().activities("tasks");
        assertThat(made).hasSize(1);
        assertThat(made.getFirst().contact()).isEqualTo("51");
        assertThat(made.getFirst().properties())
                .containsEntry("hs_task_type", "CALL")
                .containsEntry("hs_timestamp", "2026-03-02T22:00:00Z")
                .containsEntry("hubspot_owner_id", "77");
    }

    @Test
    void pain48_aTaskIsFoundAgainAmongVeryManyOfItsContact() {
        for (int i = 0; i < 120; i++) {
            hubSpot.records().addActivity("tasks", "51", Map.of("hs_task_body", "older"));
        }
        hubSpot.fail(new Fault("POST", 502, null, "", true));
        assertThat(refusal(crm.activities().createTask(TENANT, CONNECTION, CALL)))
                .isInstanceOf(Attempt.Retry.class);
        answer(crm.activities().createTask(TENANT, CONNECTION, CALL));

        assertThat(hubSpot.records().activities("tasks")).hasSize(121);
    }

    @Test
    void whatNobodyHasToDoAnyMoreIsCompletedAndSaysSo() {
        String task = answer(crm.activities().createTask(TENANT, CONNECTION, CALL));

        for (int i = 0; i < 2; i++) {
            crm.activities()
                    .endTask(TENANT, CONNECTION, new EndedTask(CALL.id(), "51", task, false))
                    .block(Duration.ofSeconds(10));
        }

        assertThat(hubSpot.records().activities("tasks").getFirst().properties())
                .containsEntry("hs_task_status", "COMPLETED")
                .containsEntry("hs_task_subject", "Cancelled: Call");
        assertThat(hubSpot.calls())
                .as("whoever has closed it is not overwritten")
                .containsEntry("GET /crm/v3/objects/tasks/{id}", 2)
                .containsEntry("PATCH /crm/v3/objects/tasks/{id}", 1);
    }

    @Test
    void aNoteIsEscapedAndMadeOnce() {
        var note = new NewNote(new UUID(0, 8), "51", null, "Rule <b>\nWhy: a & b", NOW);

        String id = answer(crm.activities().createNote(TENANT, CONNECTION, note));

        assertThat(answer(crm.activities().createNote(TENANT, CONNECTION, note))).isEqualTo(id);
        assertThat(hubSpot.records().activities("notes"))
                .extracting(each -> each.properties().get("hs_note_body"))
                .containsExactly(
                        "Rule &lt;b&gt;<br>Why: a &amp; b<br>Lead Dispatcher " + note.id());
    }

    @Test
    void aMeetingIsOneWhateverBecomesOfIt() {
        for (MeetingState state : List.of(MeetingState.SCHEDULED, MeetingState.NO_SHOW)) {
            answer(
                    crm.activities()
                            .writeMeeting(
                                    TENANT,
                                    CONNECTION,
                                    new Meeting(
                                            new UUID(0, 7),
                                            "51",
                                            "77",
                                            "Demo",
                                            NOW,
                                            NOW.plusSeconds(1800),
                                            state)));
        }

        assertThat(hubSpot.records().activities("meetings"))
                .extracting(each -> each.properties().get("hs_meeting_outcome"))
                .containsExactly("NO_SHOW");
    }

    @Test
    void whatIsWrongIsToldInHubSpotsOwnWords() {
        var unknown = refusal(owner("51", "78"));
        assertThat(unknown).isInstanceOf(Attempt.Dead.class);
        assertThat(unknown.toString()).contains("400: 78 is no owner");

        assertThat(refusal(owner("52", "77")).toString()).contains("HUBSPOT_NOT_FOUND");
        assertThat(hubSpot.records().written()).isEmpty();
    }

    @Test
    void itsWishForPatienceIsHonoured() {
        hubSpot.fail(new Fault("PATCH", 429, "7", "{}", false));

        assertThat(refusal(owner("51", "77")))
                .isInstanceOfSatisfying(
                        Attempt.Patience.class,
                        patience -> assertThat(patience.time()).isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void aRecordThatIsLockedSaysNothingOfTheOthers() {
        hubSpot.fail(new Fault("PATCH", 423, "7", "{}", false));

        assertThat(refusal(owner("51", "77")))
                .isInstanceOfSatisfying(
                        Attempt.Retry.class,
                        retry -> assertThat(retry.after()).isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void aTokenThatIsRefusedWaitsUntilItIsMended() {
        hubSpot.takesOnly("pat-2");

        assertThat(refusal(owner("51", "77")))
                .isInstanceOfSatisfying(
                        Attempt.Retry.class,
                        retry ->
                                assertThat(retry.cause().code()).isEqualTo("HUBSPOT_UNAUTHORIZED"));
    }

    @Test
    void fieldsAreDescribedWithWhatMayBeWritten() {
        assertThat(
                        crm.fields()
                                .describe(TENANT, CONNECTION, CrmFields.Subject.RECORD)
                                .collectList()
                                .block(Duration.ofSeconds(10)))
                .contains(
                        new CrmFields.CrmField(
                                "hs_lead_status",
                                "Lead status",
                                CrmFields.Type.CHOICE,
                                true,
                                List.of(new CrmFields.Choice("NEW", "New"))));
    }

    private static String answer(Mono<String> asked) {
        return asked.blockOptional(Duration.ofSeconds(10)).orElseThrow();
    }

    private static Attempt refusal(Mono<?> asked) {
        return Objects.requireNonNull(
                        catchThrowableOfType(
                                CrmRefusedException.class,
                                () -> asked.block(Duration.ofSeconds(10))))
                .attempt();
    }
}
