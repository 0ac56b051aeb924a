package io.leaddispatcher.application.privacy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.privacy.port.PersonRecords;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.lead.Identity.Handle;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import reactor.core.publisher.Mono;

/** All that is known of a person, sensitive fields included. */
@UseCase
public final class ExportPerson {

    public record Query(Caller caller, PersonKey person) {}

    private final PersonRecords records;
    private final AuditTrail trail;
    private final HeavyReads reads;

    public ExportPerson(PersonRecords records, AuditTrail trail, HeavyReads reads) {
        this.records = records;
        this.trail = trail;
        this.reads = reads;
    }

    /** Lists of records by their kind. */
    public Mono<Map<String, Object>> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.ADMINISTER);
            Handle handle = query.person().handle();
            TenantId tenant = query.caller().tenant();
            return reads.run(
                    tenant,
                    PersonKey.one(records, tenant, handle)
                            .flatMap(one -> records.leads(tenant, one))
                            .flatMap(leads -> records.export(tenant, leads, handle))
                            .flatMap(found ->
                                    trail.append(
                                                    tenant,
                                                    AuditEntry.by(
                                                            query.caller().actor(),
                                                            AuditAction.PERSON_EXPORTED,
                                                            records.pseudonym(tenant, handle)))
                                            .thenReturn(found)));
        });
    }
}
