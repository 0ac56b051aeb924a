package io.leaddispatcher.application.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RecordDenialTest {

    private static final RecordDenial.Command DENIED =
            new RecordDenial.Command(
                    new AccessDeniedException(
                            Caller.system(new TenantId(new UUID(0, 1))), Permission.OWN),
                    "GET /settings\n" + "x".repeat(300));

    @Test
    void whatWasWantedIsWrittenDownInOneLineAndCut() {
        InMemoryAuditTrail trail = new InMemoryAuditTrail();

        new RecordDenial(trail, new ImmediateUnitOfWork()).handle(DENIED).block();

        assertThat(trail.told())
                .singleElement()
                .asString()
                .startsWith("access.denied request:GET /settings?xxx")
                .hasSizeLessThan(230);
    }

    @Test
    void itStaysRefusedWhenThatCannotBeWrittenDown() {
        RecordDenial recordDenial =
                new RecordDenial(
                        (_, _) -> Mono.error(new IllegalStateException("no database")),
                        new ImmediateUnitOfWork());

        StepVerifier.create(recordDenial.handle(DENIED)).verifyComplete();
    }
}
