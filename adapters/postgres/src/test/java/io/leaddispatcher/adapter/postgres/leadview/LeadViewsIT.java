package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.LeadFile.Placement;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

class LeadViewsIT extends LeadViewsOnPostgres {

    @Test
    void filtersByStatusRepQueueAndArrival() {
        LeadId held = lead("A", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId waits = lead("B", NOON.plusSeconds(1), with(null, "late"), LeadStatus.QUEUED);

        assertThat(ids(filter(LeadStatus.ASSIGNED, null, null, List.of(), null, null)))
                .containsExactly(held);
        assertThat(ids(filter(null, "mia", null, List.of(), null, null))).containsExactly(held);
        assertThat(ids(filter(null, null, "late", List.of(), null, null))).containsExactly(waits);
        assertThat(ids(filter(null, null, null, List.of(), NOON.plusSeconds(1), null)))
                .containsExactly(waits);
        assertThat(ids(filter(null, null, null, List.of(), null, NOON.plusSeconds(1))))
                .containsExactly(held);
    }

    @Test
    void aRepSeesWhatIsHeldOfferedOrWaitingInTheQueuesOfTheTeams() {
        configure("TEAM", "emea", "{\"name\":\"EMEA\",\"members\":[\"mia\"]}");
        configure("TEAM", "us", "{\"name\":\"US\",\"members\":[\"ben\"]}");
        configure("QUEUE", "late", "{\"name\":\"Late\",\"team\":\"emea\"}");
        configure("QUEUE", "other", "{\"name\":\"Other\",\"team\":\"us\"}");
        LeadId held = lead("A", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId waits = lead("B", NOON, with(null, "late"), LeadStatus.QUEUED);
        LeadId offered = lead("C", NOON, with(null, null), LeadStatus.ASSIGNED);
        offer(offered, "mia");
        offer(offered, "ben");
        LeadId foreign = lead("D", NOON, with("ben", null), LeadStatus.ASSIGNED);
        LeadId elsewhere = lead("E", NOON, with(null, "other"), LeadStatus.QUEUED);

        assertThat(page(ANY, MIA, null, 50).stream().map(Row::lead))
                .containsExactlyInAnyOrder(held, waits, offered);
        assertThat(show(MIA, offered)).isNotNull();
        assertThat(show(MIA, foreign)).isNull();
        assertThat(show(MIA, elsewhere)).isNull();
        assertThat(page(ANY, new Sight.None(), null, 50)).isEmpty();
    }

    @Test
    void aBroadcastIsNobodysYetAndNamesAllWhoWereAsked() {
        LeadId lead = lead("A", NOON, with(null, null), LeadStatus.ASSIGNED);
        offer(lead, "mia");
        offer(lead, "ben");

        var detail = Objects.requireNonNull(show(ALL, lead));

        assertThat(detail.row().document().get("assignment"))
                .isInstanceOfSatisfying(
                        Map.class, assignment -> assertThat(assignment.get("repKey")).isNull());
        assertThat(detail.assignments())
                .extracting(assignment -> assignment.get("repKey"))
                .containsExactly("mia", "ben");
    }

    @Test
    void instantsInsideOfDocumentsEndWithAZAsAllOthers() {
        LeadId lead = lead("A", NOON, with("mia", null), LeadStatus.ASSIGNED);
        offer(lead, "mia");

        assertThat(Objects.requireNonNull(show(ALL, lead)).assignments())
                .extracting(assignment -> String.valueOf(assignment.get("offeredAt")))
                .singleElement()
                .asString()
                .endsWith("Z");
    }

    @Test
    void anotherWorkspacesLeadsAreNotThere() {
        LeadId ours = lead("Ana", NOON, Placement.NOWHERE, LeadStatus.NEW);
        TenantId own = tenant;
        newTenant();

        assertThat(page(ANY, ALL, null, 50)).isEmpty();
        assertThat(show(ALL, ours)).isNull();
        // Without any condition in the query, the policy of the table alone.
        assertThat(count()).isZero();
        tenant = own;
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void ofAStoryWithoutEndTheNewestIsRead() {
        LeadId lead = lead("A", NOON, Placement.NOWHERE, LeadStatus.NEW);
        database.executeAsSuperuser(
                """
                insert into timeline (tenant_id, lead_id, id, at, type, actor, channel, detail)
                select '%s', '%s', gen_random_uuid(), timestamptz '2026-11-21 12:00:00Z' + n * interval '1 second',
                       'LEAD_UPDATED', 'system', 'api', '{}'
                  from generate_series(1, %d) n
                """
                        .formatted(tenant, lead, LeadViews.MOST_EVENTS + 5));

        LeadViews.Detail shown = Objects.requireNonNull(show(ALL, lead));

        assertThat(shown.timeline())
                .hasSize(LeadViews.MOST_EVENTS)
                .last()
                .extracting(event -> Instant.parse(String.valueOf(event.get("at"))))
                .isEqualTo(NOON.plusSeconds(LeadViews.MOST_EVENTS + 5));
    }

    @Test
    void aLeadIsReadAsUrgentAsItWasRaisedTo() {
        Placement raised =
                new Placement(
                        null,
                        new QueueKey("late"),
                        null,
                        null,
                        Priority.URGENT,
                        null,
                        null,
                        null,
                        false,
                        Priority.HIGH);
        LeadId lead = lead("A", NOON, raised, LeadStatus.QUEUED);

        assertThat(
                        in(
                                database.get(Leads.class)
                                        .find(tenant, List.of(lead), _ -> Optional.empty())
                                        .collectList()))
                .singleElement()
                .satisfies(file -> assertThat(file.placement()).isEqualTo(raised));
    }

    private LeadViews.@Nullable Detail show(Sight sight, LeadId lead) {
        return unitOfWork().run(tenant, views.show(tenant, sight, lead)).block();
    }

    private long count() {
        return Objects.requireNonNull(
                unitOfWork()
                        .run(
                                tenant,
                                database.get(DatabaseClient.class)
                                        .sql("select count(*) from lead")
                                        .mapValue(Long.class)
                                        .one())
                        .block());
    }
}
