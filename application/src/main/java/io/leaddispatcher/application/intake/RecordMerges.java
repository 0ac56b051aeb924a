package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Follows merges of records in a CRM. */
@FunctionalInterface
public interface RecordMerges {

    /**
     * Several records are one from now on, and so are their leads: the work on the others ends, and
     * what is told of them is told of the one. Again is the same as once.
     *
     * @param winner the CRM's id of what is left
     * @param others the ids of those that are gone, first the one that counts most
     */
    Mono<Void> merged(
            TenantId tenant, ConnectionAccess connection, String winner, List<String> others);
}
