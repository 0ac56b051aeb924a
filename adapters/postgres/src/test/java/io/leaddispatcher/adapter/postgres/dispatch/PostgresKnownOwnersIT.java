package io.leaddispatcher.adapter.postgres.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.crm.port.KnownOwners;
import io.leaddispatcher.application.crm.port.KnownOwners.LastWord;
import io.leaddispatcher.application.crm.port.KnownOwners.Sight;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresKnownOwnersIT {

    private static final ConnectionKey SF = new ConnectionKey("sf");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static TestDatabase database;
    private static KnownOwners owners;
    private static UnitOfWork units;

    private TenantId tenant = new TenantId(new UUID(0, 0));
    private UUID lead = new UUID(0, 0);
    private long ids;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        owners = database.get(KnownOwners.class);
        units = database.get(UnitOfWork.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void aLeadWithARecord() {
        tenant = database.newTenant();
        lead = UUID.randomUUID();
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)
                values ('%1$s', '%2$s', 'lead', 'ASSIGNED', '{}', '[]', '', now(), now());
                insert into crm_record (tenant_id, connection_key, external_id, lead_id, told_at)
                values ('%1$s', 'sf', 'r1', '%2$s', now());
                """
                        .formatted(tenant, lead));
    }

    @Test
    void nothingIsKnownBeforeAnythingWasWrittenOrSeen() {
        assertThat(last()).isNull();
        write("DEAD", null, 0);
        write("DELIVERED", "unchanged", 1);
        write("DELIVERED", "nobody", 2);
        assertThat(last()).as("what has changed nothing").isNull();
    }

    @Test
    void theLaterOfWhatWasWrittenAndSeenCounts() {
        write("DELIVERED", "mia", 1);
        assertThat(last()).isEqualTo(new LastWord.Was("mia"));
        see("zoe", 2);
        assertThat(last()).isEqualTo(new LastWord.Was("zoe"));
        write("DELIVERED", "unchanged", 3);
        write("DEAD", null, 4);
        assertThat(last()).isEqualTo(new LastWord.Was("zoe"));
        write("DELIVERED", "ben", 5);
        assertThat(last()).isEqualTo(new LastWord.Was("ben"));
        see(null, 6);
        assertThat(last()).isEqualTo(new LastWord.Was(null));
    }

    @Test
    void whatIsOnItsWayCountsBeforeAllElse() {
        write("RETRYING", null, 1);
        write("DELIVERED", "mia", 2);
        see("zoe", 3);
        assertThat(last()).isEqualTo(new LastWord.OnItsWay());
    }

    @Test
    void otherRecordsAndWorkspacesAreAnotherMatter() {
        see("zoe", 1);
        TenantId other = database.newTenant();
        assertThat(units.run(other, owners.last(other, SF, "r1")).block()).isNull();
        assertThat(units.run(tenant, owners.last(tenant, SF, "r2")).block()).isNull();
    }

    private @Nullable LastWord last() {
        return units.run(tenant, owners.last(tenant, SF, "r1")).block();
    }

    private void see(@Nullable String owner, int minute) {
        units.run(
                        tenant,
                        owners.seen(
                                new Sight(tenant, SF, "r1", owner, new RepKey("zoe"), at(minute))))
                .block();
    }

    private void write(String state, @Nullable String reference, int minute) {
        database.executeAsSuperuser(
                """
                insert into delivery (tenant_id, id, lead_id, recipient, route, step, channel, document, state, attempts,
                                      tries, reference, due_at, paced, updated_at)
                values ('%s', '%s', '%s', 'crm:sf', '[]', 0, 'CRM', '{"crm":"OWNER","record":"r1"}', '%s', 1, 1, %s,
                        now() + interval '1 day', false, '%s')
                """
                        .formatted(
                                tenant,
                                new UUID(7, ++ids),
                                lead,
                                state,
                                reference == null ? "null" : "'" + reference + "'",
                                at(minute)));
    }

    private static Instant at(int minute) {
        return NOON.plusSeconds(60L * minute);
    }
}
