package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.CrmDesk.HS;
import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.BOB;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.intake.OwnerChanges;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.routing.port.RoutingStates.PoolRow;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.work.CloseConverted;
import io.leaddispatcher.application.work.CloseMerged;
import io.leaddispatcher.application.work.FollowCrmOwner;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.pool.Cause;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do in the CRM, and what comes of it here. */
class CrmFollowedTest {

    private final CrmDesk crm = new CrmDesk();
    private final RoutingDesk desk = crm.desk;

    private String holder() {
        return String.valueOf(desk.file(ANA).placement().rep());
    }

    private void owner(@Nullable String owner, Instant at) {
        desk.leads.records.put("51", ANA);
        new FollowCrmOwner(
                        crm.crms(),
                        desk.leads,
                        new LeadTurns(desk.turns),
                        crm.known,
                        desk.trail,
                        new ImmediateUnitOfWork())
                .follow(
                        new OwnerChanges.Change(
                                TENANT,
                                new ConnectionAccess(HS, "hubspot", Map.of(), Map.of()),
                                "51",
                                owner,
                                at))
                .block();
    }

    @Test
    void aPersonsChangeOfOwnerIsFollowedAndNotWrittenBack() {
        crm.toSales(ConnectionType.HUBSPOT);
        int runs = desk.runs.size();
        int writes = crm.planned().size();

        owner("78", NOON.plusSeconds(5));
        owner("78", NOON.plusSeconds(5));

        assertThat(holder()).isEqualTo("ben");
        assertThat(desk.open(new RepKey("mia"))).isZero();
        assertThat(desk.open(new RepKey("ben"))).isEqualTo(1);
        assertThat(desk.runs).hasSize(runs + 1);
        assertThat(desk.told(ANA)).containsOnlyOnce("CRM_OWNER_CHANGED");
        assertThat(desk.entries(ANA))
                .filteredOn(entry -> entry.type().equals("CRM_OWNER_CHANGED"))
                .allMatch(entry -> entry.actor().equals("hubspot"));
        assertThat(desk.trail.told()).containsExactly("lead.reassigned lead:" + ANA);
        crm.told.clear();
        for (int i = writes; i < crm.planned().size(); i++) {
            crm.send(i);
        }
        assertThat(crm.told).as("the task of the new owner, and no owner").hasSize(1);
    }

    @Test
    void whomTheCrmSaysIsRememberedButNotWhatIsAboutToBeOverwritten() {
        crm.toSales(ConnectionType.SALESFORCE);

        owner("78", NOON.minusSeconds(1));
        assertThat(crm.known.seen).isEmpty();

        owner("77", NOON.plusSeconds(1));
        owner("78", NOON.plusSeconds(2));
        owner("999", NOON.plusSeconds(3));
        owner(null, NOON.plusSeconds(4));

        assertThat(crm.known.seen)
                .extracting(sight -> sight.owner() + " " + sight.rep())
                .containsExactly("77 mia", "78 ben", "999 null", "null null");
        assertThat(crm.known.seen).allMatch(sight -> sight.record().equals("51"));
    }

    @ParameterizedTest
    @CsvSource({"599, true", "600, false"})
    void pain50_anOwnerWhoIsChangedAtOnceIsAConflictWithBothOwners(int after, boolean contested) {
        crm.toSales(ConnectionType.HUBSPOT);

        owner("78", NOON.plusSeconds(after));

        assertThat(desk.entries(ANA))
                .filteredOn(entry -> entry.type().equals("CRM_OWNER_CHANGED"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.detail())
                            .containsEntry("from", "mia")
                            .containsEntry("rep", "ben");
                    assertThat(entry.detail().containsKey("contested")).isEqualTo(contested);
                });
    }

    @Test
    void anOwnerWhoIsNoRepTakesTheLeadFromItsRep() {
        crm.toSales(ConnectionType.HUBSPOT);

        owner("999", NOON.plusSeconds(5));

        assertThat(desk.file(ANA).status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(desk.file(ANA).placement().waitsFor())
                .isEqualTo("its owner in hubspot is no active rep");
        assertThat(crm.planned())
                .as("who owns it there was decided there")
                .noneMatch(each -> each.draft().document().containsKey("left"));
        owner(null, NOON.plusSeconds(6));
        assertThat(desk.file(ANA).status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(desk.told(ANA))
                .as("it is nobody's here, too")
                .containsOnlyOnce("CRM_OWNER_CHANGED");
        owner("77", NOON.plusSeconds(7));
        assertThat(holder()).isEqualTo("mia");
    }

    @Test
    void aMergeEndsTheWorkOnTheLoser() {
        crm.toSales(ConnectionType.HUBSPOT);
        desk.event(BOB, "lead.intent", "demo");
        desk.turn();
        desk.leads.records.putAll(Map.of("51", ANA, "52", BOB));

        merge("53", "52", "51");
        merge("53", "52", "51");

        assertThat(desk.file(ANA).status()).isEqualTo(LeadStatus.COMPLETED);
        assertThat(desk.open(new RepKey("mia"))).isZero();
        assertThat(desk.told(ANA)).containsOnlyOnce("LEAD_MERGED");
        assertThat(desk.file(BOB).status()).isEqualTo(LeadStatus.ASSIGNED);
        assertThat(desk.leads.records).isEqualTo(Map.of("51", BOB, "52", BOB, "53", BOB));
    }

    @Test
    void aMergeIntoARecordThatNobodyKnewChangesWhoItIs() {
        crm.toSales(ConnectionType.HUBSPOT);
        desk.leads.records.put("51", ANA);

        merge("50", "51");

        assertThat(desk.file(ANA).status()).isEqualTo(LeadStatus.ASSIGNED);
        assertThat(identified("50")).isEqualTo(ANA);
        assertThat(identified("51")).isEqualTo(ANA);
    }

    /** Who the CRM's next event is about. */
    private LeadId identified(String record) {
        Identity identity = new Identity(record, null, null).toldBy(HS.value());
        LeadId fresh = new LeadId(new UUID(7, 7));
        return Objects.requireNonNull(
                desk.leads
                        .identify(
                                TENANT,
                                new Leads.Sought(
                                        identity,
                                        fresh,
                                        new Leads.Told(HS.value(), record, Map.of(), null)))
                        .block());
    }

    @Test
    void aLeadThatIsMergedBeforeItWasRoutedIsNobodysWork() {
        crm.toSales(ConnectionType.HUBSPOT);
        arrived(BOB);
        desk.leads.records.putAll(Map.of("51", ANA, "52", BOB));

        merge("51", "52");
        merge("51", "52");

        assertThat(desk.file(BOB).status()).isEqualTo(LeadStatus.COMPLETED);
        assertThat(desk.told(BOB)).containsExactly("LEAD_MERGED");
        assertThat(desk.file(ANA).status()).isEqualTo(LeadStatus.ASSIGNED);
        assertThat(identified("52")).isEqualTo(ANA);
    }

    private void arrived(LeadId lead) {
        var body = new Lead(lead, null, LeadKind.LEAD, NOON, Map.of(), List.of());
        desk.leads.addMissing(TENANT, List.of(LeadFile.of(body, NOON)), NOON).block();
    }

    /** Whoever was interrupted has said who is who, and ended nothing. */
    @Test
    void aMergeThatIsToldAgainEndsWhatWasLeftOpen() {
        crm.toSales(ConnectionType.HUBSPOT);
        desk.event(BOB, "lead.intent", "demo");
        desk.turn();
        desk.leads
                .merge(TENANT, BOB, List.of(ANA), new Leads.Merge(HS, "52", List.of("51")), NOON)
                .block();

        merge("52", "51");

        assertThat(desk.file(ANA).status()).isEqualTo(LeadStatus.COMPLETED);
        assertThat(desk.file(BOB).status()).isEqualTo(LeadStatus.ASSIGNED);
    }

    @Test
    void aMergeGivesTheTurnOfTheLoserBackOnce() {
        crm.toSales(ConnectionType.HUBSPOT);
        desk.event(BOB, "lead.intent", "demo");
        desk.turn();
        desk.leads.records.putAll(Map.of("51", ANA, "52", BOB));

        merge("52", "51");
        merge("52", "51");

        assertThat(desk.ledger().standing(new RepKey("mia")).orElseThrow().credit()).isEqualTo(1);
        assertThat(desk.ledger().standing(new RepKey("ben")).orElseThrow().credit()).isZero();
        assertThat(desk.states.rows)
                .extracting(PoolRow::row)
                .filteredOn(row -> row.cause() == Cause.CREDIT)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.rep()).isEqualTo(new RepKey("mia"));
                    assertThat(row.lead()).isEqualTo(ANA);
                    assertThat(row.reason()).isEqualTo("DUPLICATE");
                });
    }

    @Test
    void aLeadThatIsConvertedIsDoneAndWasATurn() {
        crm.toSales(ConnectionType.SALESFORCE);
        desk.leads.records.put("51", ANA);
        String holder = holder();

        assertThat(convert("51")).isTrue();
        assertThat(convert("51")).isTrue();
        assertThat(convert("no such record")).isTrue();

        assertThat(desk.leads.get(TENANT, ANA).status()).isEqualTo(LeadStatus.COMPLETED);
        assertThat(desk.told(ANA)).containsOnlyOnce("LEAD_CONVERTED");
        assertThat(desk.open(new RepKey(holder))).isZero();
        assertThat(desk.states.rows)
                .extracting(PoolRow::row)
                .filteredOn(row -> row.cause() == Cause.CREDIT)
                .isEmpty();
    }

    @Test
    void aLeadThatIsConvertedBeforeItIsRoutedIsDoneWhenSomebodyHasIt() {
        crm.toSales(ConnectionType.SALESFORCE);
        arrived(BOB);
        desk.leads.records.put("52", BOB);

        assertThat(convert("52")).as("it is told again").isFalse();
        assertThat(desk.file(BOB).status()).isEqualTo(LeadStatus.NEW);

        desk.event(BOB, "lead.intent", "demo");
        desk.turn();
        assertThat(convert("52")).isTrue();
        assertThat(desk.file(BOB).status()).isEqualTo(LeadStatus.COMPLETED);
        assertThat(desk.told(BOB)).containsOnlyOnce("LEAD_CONVERTED");
    }

    private boolean convert(String record) {
        return Objects.requireNonNull(
                new CloseConverted(desk.leads, new LeadTurns(desk.turns), new ImmediateUnitOfWork())
                        .converted(
                                TENANT,
                                new ConnectionAccess(HS, "salesforce", Map.of(), Map.of()),
                                record)
                        .block());
    }

    private void merge(String winner, String... others) {
        new CloseMerged(
                        desk.leads,
                        new LeadTurns(desk.turns),
                        new ImmediateUnitOfWork(),
                        () -> NOON)
                .merged(
                        TENANT,
                        new ConnectionAccess(HS, "hubspot", Map.of(), Map.of()),
                        winner,
                        List.of(others))
                .block();
    }

    @Test
    void whatWasChangedBeforeTheLeadWasGivenAwayIsNotFollowed() {
        crm.toSales(ConnectionType.HUBSPOT);

        owner("78", NOON.minusSeconds(1));
        owner("77", NOON.plusSeconds(1));

        assertThat(holder()).isEqualTo("mia");
        assertThat(desk.told(ANA)).doesNotContain("CRM_OWNER_CHANGED");
    }
}
