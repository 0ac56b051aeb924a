package io.leaddispatcher.infra.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.infra.command.CommandRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyAuditCommandIT {

    @TempDir Path folder;

    @Test
    void itNamesTheFirstBrokenEntryOfEachWorkspaceAndItsExitCodeTells() {
        try (var database = TestDatabase.open()) {
            TenantId honest = filled(database);
            TenantId other = filled(database);

            assertThat(verify(database, 0))
                    .contains("tenant=%s status=intact entries=3".formatted(honest))
                    .contains("tenant=%s status=intact entries=3".formatted(other));

            database.executeAsSuperuser(
                    "update audit_log set actor = 'member:nobody' where tenant_id = '%s' and number = 2"
                            .formatted(other));
            assertThat(verify(database, VerifyAuditCommand.BROKEN))
                    .contains("tenant=%s status=intact".formatted(honest))
                    .contains("tenant=%s status=BROKEN first-broken=2".formatted(other));
        }
    }

    private static TenantId filled(TestDatabase database) {
        TenantId tenant = database.newTenant();
        for (int i = 0; i < 3; i++) {
            database.get(UnitOfWork.class)
                    .run(
                            tenant,
                            database.get(AuditTrail.class)
                                    .append(
                                            tenant,
                                            new AuditEntry(
                                                    "system",
                                                    AuditAction.CONFIGURATION_CHANGED,
                                                    "rep:" + i,
                                                    Map.of())))
                    .block();
        }
        return tenant;
    }

    /** What the command prints. */
    private String verify(TestDatabase database, int exitCode) {
        return CommandRun.on(database, folder).ends(exitCode, VerifyAuditCommand::run);
    }
}
