package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.application.lead.LeadNeed;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.LeadViews.Count;
import io.leaddispatcher.application.lead.port.LeadViews.Filter;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.overview.OverviewView.Late;
import io.leaddispatcher.domain.lead.LeadId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** Leads are found by what they need of somebody. */
class LeadNeedsIT extends LeadViewsOnPostgres {

    @Test
    void aLeadThatWasTakenOverInTheCrmNeedsSomebodyUntilAPersonDoesSomething() {
        LeadId taken = lead("A", NOON, with("ben", null), LeadStatus.ASSIGNED);
        LeadId settled = lead("B", NOON, with("ben", null), LeadStatus.ASSIGNED);
        LeadId later = lead("C", NOON, with("ben", null), LeadStatus.ASSIGNED);
        told(taken, 1, "hubspot", "CRM_OWNER_CHANGED", "{\"contested\":true}");
        told(taken, 2, "system", "DISPATCHED", "{}");
        told(settled, 1, "hubspot", "CRM_OWNER_CHANGED", "{\"contested\":true}");
        told(settled, 2, "rep:ben", "ASSIGNMENT_ACCEPTED", "{}");
        told(later, 1, "hubspot", "CRM_OWNER_CHANGED", "{}");

        assertThat(ids(needing(LeadNeed.CONTESTED))).containsExactly(taken);
        assertThat(overview(ALL).contested().leads()).isEqualTo(1);
        assertThat(overview(ALL).contested().since()).isNotNull();
        assertThat(overview(MIA).contested().leads()).isZero();
        assertThat(overview(new Sight.Own("ben")).contested().leads()).isEqualTo(1);
    }

    @Test
    void leadsAreFoundByWhatTheyNeed() {
        LeadId late = lead("A", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId nearly = lead("B", NOON, with("ben", null), LeadStatus.ASSIGNED);
        LeadId inTime = lead("C", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId met = lead("D", NOON, with("mia", null), LeadStatus.ASSIGNED);
        clock(late, "BREACHED", true, -20, -5);
        clock(late, "BREACHED", true, -20, -9);
        clock(nearly, "RUNNING", true, -14, 2);
        clock(inTime, "RUNNING", true, -1, 30);
        clock(met, "BREACHED", false, -20, -5);
        offer(nearly, "ben");
        undeliverable(inTime);

        assertThat(ids(needing(LeadNeed.BREACHED))).containsExactly(late);
        assertThat(ids(needing(LeadNeed.DUE_SOON))).containsExactly(nearly);
        assertThat(ids(needing(LeadNeed.UNANSWERED))).containsExactly(nearly);
        assertThat(ids(needing(LeadNeed.UNDELIVERED))).containsExactly(inTime);

        Late told = overview(ALL).late();
        assertThat(told.breached()).isEqualTo(1);
        assertThat(told.since()).isBefore(Instant.now().minusSeconds(8 * 60));
        assertThat(told.soon()).isEqualTo(1);
        assertThat(overview(MIA).late().breached()).isEqualTo(1);
        assertThat(overview(MIA).late().soon()).isZero();
    }

    @Test
    void leadsOfWhoHasLeftAreFoundAndThoseOfOthersAreNot() {
        configure("REP", "mia", "{\"name\":\"Mia\"}");
        configure("REP", "ben", "{\"name\":\"Ben\",\"active\":false}");
        LeadId mias = lead("A", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId bens = lead("B", NOON, with("ben", null), LeadStatus.ASSIGNED);
        LeadId offered = lead("C", NOON, with("ben", null), LeadStatus.ASSIGNED);
        LeadId done = lead("D", NOON, with("ben", null), LeadStatus.COMPLETED);
        LeadId noras = lead("E", NOON.plusSeconds(1), with("nora", null), LeadStatus.ASSIGNED);
        given(mias, "mia", "ACCEPTED");
        given(bens, "ben", "ACCEPTED");
        given(offered, "ben", "OFFERED");
        given(done, "ben", "COMPLETED");
        given(noras, "nora", "ACCEPTED");

        assertThat(ids(needing(LeadNeed.HOLDER_GONE))).containsExactly(noras, bens);
    }

    /** Who needs it is known before any lead is looked at, unless very many do. */
    @Test
    void theFewThatNeedSomethingAreReadAndNoOthers() {
        manyLeads(4_000);
        LeadId late = lead("A", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId unseen = lead("B", NOON, with("ben", null), LeadStatus.ASSIGNED);
        clock(late, "BREACHED", true, -20, -5);
        clock(unseen, "BREACHED", true, -20, -5);

        assertThat(ids(needing(LeadNeed.BREACHED))).containsExactly(unseen, late);
        assertThat(read("lead", views.look(tenant, ALL, needing(LeadNeed.BREACHED), null, 50)))
                .isLessThan(50);
        assertThat(read("lead", views.count(tenant, MIA, needing(LeadNeed.BREACHED), 100)))
                .isLessThan(50);
        assertThat(in(views.count(tenant, MIA, needing(LeadNeed.BREACHED), 100)))
                .isEqualTo(new Count(1, false));
    }

    @Test
    void whereManyNeedSomethingTheyAreFoundOnTheWay() {
        configure("REP", "mia", "{\"name\":\"Mia\"}");
        LeadId late = lead("A", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId nearly = lead("B", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId taken = lead("C", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId abandoned = lead("D", NOON, with("nora", null), LeadStatus.ASSIGNED);
        lead("E", NOON, with("mia", null), LeadStatus.ASSIGNED);
        clock(late, "BREACHED", true, -20, -5);
        clock(nearly, "RUNNING", true, -14, 2);
        offer(late, "mia");
        undeliverable(nearly);
        told(taken, 1, "hubspot", "CRM_OWNER_CHANGED", "{\"contested\":true}");
        given(abandoned, "nora", "ACCEPTED");
        Map<LeadNeed, LeadId> needy =
                Map.of(
                        LeadNeed.BREACHED, late,
                        LeadNeed.DUE_SOON, nearly,
                        LeadNeed.UNANSWERED, late,
                        LeadNeed.UNDELIVERED, nearly,
                        LeadNeed.CONTESTED, taken,
                        LeadNeed.HOLDER_GONE, abandoned);
        assertThat(needy).containsOnlyKeys(LeadNeed.values());

        needy.forEach((need, lead) -> {
            assertThat(ids(needing(need))).as("few, %s", need).containsExactly(lead);
            assertThat(onTheWay(needing(need), ALL)).as("many, %s", need).containsExactly(lead);
        });
        assertThat(onTheWay(needing(LeadNeed.BREACHED), MIA)).containsExactly(late);
        assertThat(onTheWay(needing(LeadNeed.HOLDER_GONE), MIA)).isEmpty();
    }

    /** As if one were many. */
    private List<LeadId> onTheWay(Filter filter, Sight sight) {
        LeadPages pages = new LeadPages(database.get(DatabaseClient.class), 100, 0);
        return in(
                        database.get(RowCiphers.class)
                                .toRead(tenant)
                                .flatMap(cipher ->
                                        pages.look(tenant, sight, filter, null, 50, cipher)))
                .rows()
                .stream()
                .map(Row::lead)
                .toList();
    }

    private static Filter needing(LeadNeed need) {
        return new Filter(null, null, null, List.of(), Set.of(), null, null, need);
    }

    private void told(LeadId lead, int place, String actor, String type, String detail) {
        database.executeAsSuperuser(
                """
                insert into timeline (tenant_id, lead_id, id, at, type, actor, channel, detail)
                values ('%s', '%s', id_from(now() + interval '%d seconds'), now(), '%s', '%s', 'crm', '%s')
                """
                        .formatted(tenant, lead, place, type, actor, detail));
    }

    /** In minutes from now. */
    private void clock(LeadId lead, String state, boolean live, int began, int due) {
        database.executeAsSuperuser(
                "insert into sla_clock (tenant_id, id, lead_id, policy_key, target, plan, started_at, due_at, state, live, next_step, next_due_at, moving) values ('%s', '%s', '%s', 'hot', 'ACCEPTED', '{}', now() + interval '%d minutes', now() + interval '%d minutes', '%s', %s, 0, %s, false)"
                        .formatted(
                                tenant,
                                new UUID(5, ++ids),
                                lead,
                                began,
                                due,
                                state,
                                live,
                                state.equals("RUNNING")
                                        ? "now() + interval '%d minutes'".formatted(due)
                                        : "null"));
    }

    private void given(LeadId lead, String rep, String state) {
        database.executeAsSuperuser(
                "insert into assignment (tenant_id, id, lead_id, run_id, rep_key, priority, broadcast, state, offered_at) values ('%s', '%s', '%s', '%s', '%s', 'STANDARD', false, '%s', now())"
                        .formatted(tenant, new UUID(6, ++ids), lead, new UUID(7, ids), rep, state));
    }
}
