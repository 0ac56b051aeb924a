package io.leaddispatcher.application.privacy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.privacy.port.PersonRecords;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.lead.Identity.Handle;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Deletes a person from every place where they are kept. Asking again is no fault: then there is
 * nothing left. An event about them that comes later is not taken in.
 */
@UseCase
public final class ErasePerson {

    private static final int LONGEST_REASON = 500;

    /**
     * @param reason why, for the audit log; it should not name the person
     */
    public record Command(Caller caller, PersonKey person, String reason) {}

    private final PersonRecords records;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public ErasePerson(PersonRecords records, AuditTrail trail, UnitOfWork unitOfWork) {
        this.records = records;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    /** Answers how many records of each kind there were. */
    public Mono<Map<String, Object>> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.ADMINISTER);
            Handle handle = command.person().handle();
            String reason = command.reason().strip();
            if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
                throw new InvalidInputException(
                        "/reason", Code.REQUIRED, "'reason' must say why, in 500 characters");
            }
            TenantId tenant = command.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    PersonKey.one(records, tenant, handle)
                            .flatMap(one -> records.erase(tenant, one))
                            .flatMap(copies ->
                                    trail.append(
                                                    tenant,
                                                    AuditEntry.by(
                                                            command.caller().actor(),
                                                            AuditAction.PERSON_ERASED,
                                                            records.pseudonym(tenant, handle),
                                                            Map.of(
                                                                    "reason", reason, "copies",
                                                                    copies)))
                                            .thenReturn(copies)));
        });
    }
}
