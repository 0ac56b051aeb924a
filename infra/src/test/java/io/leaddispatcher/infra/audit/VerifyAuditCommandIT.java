package io.leaddispatcher.infra.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyAuditCommandIT {

    static {
        // Two programs in one JVM would set up the one log at once.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

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
        var written = new ByteArrayOutputStream();
        PrintStream terminal = System.out;
        int code;
        try (var out = new PrintStream(written, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            code =
                    VerifyAuditCommand.run(
                            VerifyAuditCommand.ARGUMENT,
                            "--dispatcher.data-dir=" + folder,
                            "--dispatcher.encryption-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                            "--dispatcher.database.url=postgresql://dispatcher_owner:for-tests-only@127.0.0.1:%d/%s"
                                    .formatted(
                                            database.access().port(),
                                            database.access().database()));
        } finally {
            System.setOut(terminal);
        }
        String said = written.toString(StandardCharsets.UTF_8);
        assertThat(code).as(said).isEqualTo(exitCode);
        return said;
    }
}
