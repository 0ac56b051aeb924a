package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Where it is told that a record of a CRM has become something else, and is no lead any more. */
public interface RecordConversions {

    /**
     * The work on the lead ends: it has led to what it was for. Again is the same as once. Answers
     * whether it is settled; false: it is to come again, since the lead is not routed yet.
     *
     * @param record the CRM's id of what was the lead
     */
    Mono<Boolean> converted(TenantId tenant, ConnectionAccess connection, String record);
}
