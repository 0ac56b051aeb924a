package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * One kind of CRM: who owns its records, and what the owners are to do. Everything fails with
 * {@link CrmRefusedException}. Called outside units of work.
 */
public interface CrmOwnership {

    /**
     * A task for the owner of a record.
     *
     * @param id ours; the CRM makes one task of it, however often it is asked to
     * @param subject in a few words, without personal data
     */
    record NewTask(
            UUID id,
            String record,
            String owner,
            NextAction.Task type,
            String subject,
            Instant dueAt) {}

    ConnectionType type();

    /** Makes somebody the owner of a record; again is the same as once. */
    Mono<Void> writeOwner(
            TenantId tenant, ConnectionAccess connection, String record, String owner);

    /** Answers the CRM's id of the task. */
    Mono<String> createTask(TenantId tenant, ConnectionAccess connection, NewTask task);

    /** The id of the owner who has this e-mail address there; empty when nobody has. */
    Mono<String> ownerByEmail(TenantId tenant, ConnectionAccess connection, String email);
}
