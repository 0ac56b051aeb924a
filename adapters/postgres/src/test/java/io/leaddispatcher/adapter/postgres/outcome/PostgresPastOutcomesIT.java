package io.leaddispatcher.adapter.postgres.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.simulation.port.PastOutcome;
import io.leaddispatcher.application.simulation.port.PastOutcomes;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.estimate.Reward;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has come of many leads, asked at once. */
class PostgresPastOutcomesIT {

    private static TestDatabase database;

    private TenantId acme;
    private TenantId globex;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void workspaces() {
        acme = database.newTenant();
        globex = database.newTenant();
    }

    private LeadId lead(String... outcomes) {
        UUID id = UUID.randomUUID();
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, name, company, document, issues, words, arrived_at, updated_at)
                values ('%s', '%s', 'lead', 'NEW', 'Ana Ruiz', 'Acme', '{}', '[]', '', now(), now())
                """
                        .formatted(acme, id));
        for (String type : outcomes) {
            database.executeAsSuperuser(
                    """
                    insert into outcome (tenant_id, id, lead_id, type, at, reported_by, reported_at)
                    values ('%s', gen_random_uuid(), '%s', '%s', clock_timestamp(), 'crm', now())
                    """
                            .formatted(acme, id, type));
        }
        return new LeadId(id);
    }

    private List<PastOutcome> of(TenantId tenant, List<LeadId> leads) {
        return Objects.requireNonNull(
                database.get(UnitOfWork.class)
                        .run(tenant, database.get(PastOutcomes.class).of(acme, leads).collectList())
                        .block());
    }

    @Test
    void eachLeadComesOnceWithAllThatCameOfIt() {
        var untouched = lead();
        var met = lead("MEETING_HELD", "MEETING_HELD");
        var won = lead("MEETING_HELD", "OPPORTUNITY", "WON");
        var lostThenWon = lead("LOST", "WON");
        var disqualified = lead("NO_SHOW", "DISQUALIFIED");
        var spam = lead("DISQUALIFIED");
        database.executeAsSuperuser(
                "update outcome set reason = 'SPAM' where lead_id = '%s'".formatted(spam.value()));
        lead("WON");

        assertThat(of(acme, List.of(untouched, met, won, lostThenWon, disqualified, spam)))
                .containsExactlyInAnyOrder(
                        new PastOutcome(met, true, false, false, false),
                        new PastOutcome(won, true, true, true, true),
                        new PastOutcome(lostThenWon, false, false, true, true),
                        new PastOutcome(disqualified, false, false, false, true),
                        new PastOutcome(spam, false, false, false, false));
    }

    @Test
    void ratesCountWhatTheyAreOf() {
        var met = new PastOutcome(lead(), true, false, false, false);
        var qualified = new PastOutcome(lead(), true, true, false, false);
        var won = new PastOutcome(lead(), true, false, true, true);
        var lost = new PastOutcome(lead(), false, false, false, true);
        var none = PastOutcome.noneYet(lead());

        assertThat(List.of(met, qualified, won, lost, none))
                .extracting(PastOutcome::opportunityOfMeeting)
                .containsExactly(
                        Reward.MISSED,
                        Reward.EARNED,
                        Reward.EARNED,
                        Reward.NOT_COUNTED,
                        Reward.NOT_COUNTED);
        assertThat(List.of(met, qualified, won, lost, none))
                .extracting(PastOutcome::win)
                .containsExactly(
                        Reward.NOT_COUNTED,
                        Reward.NOT_COUNTED,
                        Reward.EARNED,
                        Reward.MISSED,
                        Reward.NOT_COUNTED);
    }

    @Test
    void anotherWorkspaceSeesNothingAndNobodyAsksForTooMany() {
        var won = lead("WON");

        assertThat(of(globex, List.of(won))).isEmpty();
        assertThatThrownBy(() -> of(acme, Collections.nCopies(1_001, won)))
                .hasMessageContaining("at most 1000 leads at once, not 1001");
    }
}
