package io.leaddispatcher.adapter.restcrm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.crm.CrmContract;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmAccounts.CrmAccount;
import io.leaddispatcher.application.crm.port.CrmActivities.EndedTask;
import io.leaddispatcher.application.crm.port.CrmActivities.NewTask;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.application.crm.port.CrmRecords;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.http.Pages;
import io.leaddispatcher.http.PeerJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.scheduler.Schedulers;

/** A CRM of one's own keeps the contract that HubSpot and Salesforce keep. */
class RestCrmTest implements CrmContract {

    private final StandInCrm there = new StandInCrm();
    private final RestCrmApi api =
            new RestCrmApi(WebClient.create(), Schedulers.parallel(), InstantSource.fixed(DUE));
    private final Crm crm = RestCrm.of(api, InstantSource.fixed(DUE));
    private final RestCrmTranslator translator = new RestCrmTranslator(api);

    RestCrmTest() {
        there.owner("u-7", MIA, true);
        there.owner("u-8", "gone@x.test", false);
        there.record(
                "r-51",
                Map.of(
                        "account",
                        "a-1",
                        "lead",
                        Map.of(
                                "contact",
                                Map.of("email", "ana@acme.test"),
                                "custom",
                                Map.of(
                                        "seats",
                                        12,
                                        "worth",
                                        new BigDecimal("1234567890123456.78"),
                                        "tags",
                                        List.of("a", true)))));
        for (int i = 1; i <= 3; i++) {
            there.account(
                    "a-" + i,
                    Map.of(
                            "name",
                            "Firm " + i,
                            "domains",
                            List.of("firm%d.test".formatted(i)),
                            "owner",
                            "u-7",
                            "changedAt",
                            "2026-03-01T10:00:00+01:00"));
        }
    }

    @AfterEach
    void stop() {
        there.close();
    }

    private ConnectionAccess connection(String token) {
        return new ConnectionAccess(
                new ConnectionKey("own"),
                "crm",
                Map.of("baseUrl", there.url(), "callsPerSecond", "100"),
                Map.of("accessToken", new Secret(token)));
    }

    @Override
    public Crm crm() {
        return crm;
    }

    @Override
    public ConnectionAccess connection() {
        return connection(StandInCrm.TOKEN);
    }

    @Override
    public String record() {
        return "r-51";
    }

    @Override
    public String goneRecord() {
        return "r-52";
    }

    @Override
    public String mia() {
        return "u-7";
    }

    @Override
    public void deactivateMia() {
        there.deactivate(mia());
    }

    @Override
    public String ownerThere() {
        return there.ownerOf("r-51");
    }

    @Override
    public int activitiesThere() {
        return there.activities();
    }

    @Override
    public int openTasksThere() {
        return there.activities() - there.closed().size();
    }

    /** What others make by POST is put under our id here. */
    private static String here(String method) {
        return method.equals("POST") ? "PUT" : method;
    }

    @Override
    public void loseTheAnswerOfTheNext(String method) {
        there.loseTheAnswerOfTheNext(here(method));
    }

    @Override
    public void beBusyForTheNext(String method) {
        there.beBusyForTheNext(here(method));
    }

    @Test
    void howATaskHasEndedIsSaidToWhoServesIt() {
        var task = new NewTask(new UUID(0, 9), "r-51", "u-7", NextAction.Task.CALL, "Call", DUE);
        crm.activities().createTask(TENANT, connection(), task).block(PATIENCE);
        var cancelled = new EndedTask(task.id(), "r-51", null, false);

        assertThat(
                        crm.activities()
                                .endTask(TENANT, connection(), cancelled)
                                .blockOptional(PATIENCE))
                .contains("a-" + task.id());
        assertThat(there.closed()).containsExactly("CANCELLED");

        there.closeNoTasks();
        assertThat(
                        crm.activities()
                                .endTask(TENANT, connection(), cancelled)
                                .blockOptional(PATIENCE))
                .isEmpty();
    }

    @Test
    void aRecordIsMadeNobodysWhileItsOwnerIsWhoLetGoOfItAndWhereItMayBe() {
        var change = new CrmRecords.Change("u-7", Map.of());
        crm.records().write(TENANT, connection(), "r-51", change).block(PATIENCE);

        assertThat(release("u-8")).isEmpty();
        there.ownAll();
        assertThat(release("u-7")).isEmpty();
        assertThat(ownerThere()).isEqualTo("u-7");
    }

    @Test
    void aRecordOfWhoLetGoOfItHasNoOwner() {
        var change = new CrmRecords.Change("u-7", Map.of());
        crm.records().write(TENANT, connection(), "r-51", change).block(PATIENCE);

        assertThat(release("u-7")).contains(true);
        assertThat(ownerThere()).isEmpty();
    }

    private Optional<Boolean> release(String owner) {
        return crm.records().release(TENANT, connection(), "r-51", owner).blockOptional(PATIENCE);
    }

    @Test
    void companiesAreReadPageByPageOrByTheirIds() {
        var accounts = crm.accounts();
        assertThat(accounts.count(TENANT, connection()).block(PATIENCE)).isEqualTo(3);
        var first = Objects.requireNonNull(accounts.page(TENANT, connection(), null).block());
        assertThat(first.accounts())
                .containsExactly(
                        new CrmAccount(
                                "a-1",
                                "Firm 1",
                                List.of("firm1.test"),
                                null,
                                null,
                                "u-7",
                                null,
                                Instant.parse("2026-03-01T09:00:00Z")),
                        first.accounts().getLast());
        var second =
                Objects.requireNonNull(
                        accounts.changed(TENANT, connection(), DUE, first.next()).block());
        assertThat(second.accounts()).extracting(CrmAccount::id).containsExactly("a-3");
        assertThat(second.next()).isNull();
        assertThat(
                        accounts.byIds(TENANT, connection(), Set.of("a-2", "a-9"))
                                .map(CrmAccount::id)
                                .collectList()
                                .block(PATIENCE))
                .containsExactly("a-2");
        assertThat(
                        accounts.search(TENANT, connection(), null, "Firm 3")
                                .map(CrmAccount::id)
                                .collectList()
                                .block(PATIENCE))
                .containsExactly("a-3");
    }

    @Test
    void onlyWhoMayBeGivenRecordsIsListed() {
        assertThat(crm.owners().all(TENANT, connection()).map(each -> each.id()).toIterable())
                .containsExactly("u-7");
        assertThat(crm.owners().byEmail(TENANT, connection(), "gone@x.test").blockOptional())
                .isEmpty();
        var field =
                Objects.requireNonNull(
                        crm.fields()
                                .describe(TENANT, connection(), CrmFields.Subject.RECORD)
                                .blockFirst(PATIENCE));
        assertThat(field.type()).isEqualTo(CrmFields.Type.CHOICE);
        assertThat(field.choices()).containsExactly(new CrmFields.Choice("NEW", "NEW"));
    }

    private @Nullable Translation translated(String event) {
        return translator
                .translate(
                        new InboundEvent(
                                TENANT,
                                new ConnectionKey("own"),
                                "crm",
                                "e-1",
                                "application/json",
                                event.getBytes(UTF_8),
                                DUE),
                        connection())
                .block(PATIENCE);
    }

    @Test
    void anEventIsAHintAndTheRecordIsRead() {
        var created = translated("{\"type\":\"record.created\",\"record\":\"r-51\"}");

        assertThat(created).isInstanceOf(Translation.Body.class);
        assertThat(Objects.requireNonNull((Translation.Body) created).leadBody())
                .containsEntry("externalId", "r-51")
                .containsEntry("contact", Map.of("email", "ana@acme.test"))
                .containsEntry(
                        "custom",
                        Map.of(
                                "seats",
                                new BigDecimal(12),
                                "worth",
                                new BigDecimal("1234567890123456.78"),
                                "tags",
                                List.of("a", true)))
                .containsEntry("company", Map.of("externalIds", Map.of("own", "a-1")));
        assertThat(translated("{\"type\":\"record.changed\",\"record\":\"r-51\"}"))
                .isInstanceOf(Translation.Update.class);
        assertThat(translated("{\"type\":\"record.ownerChanged\",\"record\":\"r-51\"}"))
                .isInstanceOf(Translation.OwnerChanged.class);
        assertThat(
                        translated(
                                "{\"type\":\"record.merged\",\"record\":\"r-51\",\"merged\":[\"r-9\",\"../x\"]}"))
                .isEqualTo(new Translation.Merged("r-51", List.of("r-9")));
        assertThat(translated("{\"type\":\"account.changed\",\"account\":\"a-1\"}"))
                .isEqualTo(new Translation.CompaniesChanged(Set.of("a-1")));
        assertThat(translated("{\"type\":\"record.erased\",\"record\":\"r-51\"}"))
                .isInstanceOf(Translation.Erasure.class);
    }

    @Test
    void aNumberWithoutBoundIsLeftOut() {
        var lead =
                PeerJson.USUAL.read(
                        "{\"custom\":{\"seats\":1e999,\"tags\":[-1e999,2]}}".getBytes(UTF_8));

        assertThat(LeadDocument.of(lead, "r-51", new ConnectionKey("own"), null))
                .containsEntry("custom", Map.of("tags", List.of(new BigDecimal(2))));
    }

    @Test
    void ownersWithoutEndAreRefused() {
        there.pageOwnersWithoutEnd(_ -> "again");
        assertThat(ownersRefused()).contains("CRM_WITHOUT_END");
        assertThat(there.calls()).isEqualTo(2);

        there.pageOwnersWithoutEnd(page -> "page-" + page);
        assertThat(ownersRefused()).contains("CRM_WITHOUT_END");
        assertThat(there.calls()).isEqualTo(2 + Pages.MOST);
    }

    private String ownersRefused() {
        var fast =
                new ConnectionAccess(
                        new ConnectionKey("own"),
                        "crm",
                        Map.of("baseUrl", there.url(), "callsPerSecond", "9999"),
                        Map.of("accessToken", new Secret(StandInCrm.TOKEN)));
        return catchThrowableOfType(
                        CrmRefusedException.class,
                        () -> crm.owners().all(TENANT, fast).collectList().block(PATIENCE))
                .attempt()
                .toString();
    }

    @Test
    void whatSaysNothingOrCameFromUsIsIgnored() {
        for (String event :
                List.of(
                        "{\"type\":\"record.created\",\"record\":\"r-51\",\"byUs\":true}",
                        "{\"type\":\"record.created\",\"record\":\"../../owners\"}",
                        "{\"type\":\"account.changed\"}",
                        "{\"type\":\"record.painted\",\"record\":\"r-51\"}")) {
            assertThat(translated(event)).as(event).isInstanceOf(Translation.Ignored.class);
        }
    }

    @Test
    void aTokenThatIsRefusedIsWaitedForAndARecordThatIsGoneIsNot() {
        var refused =
                catchThrowableOfType(
                        TranslationFailedException.class,
                        () ->
                                api.atOnce(
                                                connection("old"),
                                                RestCrmApi.Call.get(Map.of(), "owners"))
                                        .block(PATIENCE));
        assertThat(refused.isTransient()).isTrue();
        assertThat(refused.retryAfter()).contains(Duration.ofMinutes(5));
        assertThat(translated("{\"type\":\"record.created\",\"record\":\"r-52\"}"))
                .isInstanceOf(Translation.Ignored.class);
        assertThat(
                        Objects.requireNonNull(
                                        new RestCrmProbe(api)
                                                .probe(TENANT, connection("old"))
                                                .block(PATIENCE))
                                .ok())
                .isFalse();
    }

    @Test
    void howLongItWantsToBeLeftAloneIsToldInSecondsOrByADate() {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        DUE.plusSeconds(42).atOffset(ZoneOffset.UTC));
        there.beBusyForTheNext("GET", date);
        assertThat(askedForOwners().retryAfter()).contains(Duration.ofSeconds(42));
        there.beBusyForTheNext("GET", "7200");
        var busy = askedForOwners();
        assertThat(busy.retryAfter()).contains(Duration.ofHours(2));
        assertThat(RestCrmFailures.refused(busy).attempt())
                .isInstanceOfSatisfying(
                        Attempt.Patience.class,
                        patience -> assertThat(patience.time()).isEqualTo(Duration.ofHours(1)));
    }

    private TranslationFailedException askedForOwners() {
        return catchThrowableOfType(
                TranslationFailedException.class,
                () ->
                        api.atOnce(connection(), RestCrmApi.Call.get(Map.of(), "owners"))
                                .block(PATIENCE));
    }

    @Test
    void whatTheCrmSaysOfAMistakeIsToldWithoutAddresses() {
        var refused =
                RestCrmFailures.of(
                        422, null, "{\"message\":\"ana@x.test has no owner\"}".getBytes(UTF_8));

        assertThat(refused).hasMessage("the CRM answered with 422: … has no owner");
        assertThat(RestCrmFailures.of(429, null, new byte[0]).retryAfter())
                .as("it is not given up for that")
                .contains(Duration.ofSeconds(10));
        assertThat(RestCrmFailures.of(502, Duration.ofSeconds(7), new byte[] {'<'}).retryAfter())
                .contains(Duration.ofSeconds(7));
        assertThat(attempt(429)).as("of all").isInstanceOf(Attempt.Patience.class);
        assertThat(attempt(408)).as("of this record").isInstanceOf(Attempt.Retry.class);
    }

    private static Attempt attempt(int status) {
        return RestCrmFailures.refused(RestCrmFailures.of(status, null, new byte[0])).attempt();
    }
}
