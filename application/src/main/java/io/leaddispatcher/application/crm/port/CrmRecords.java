package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The records that stand for leads: contacts, leads. */
public interface CrmRecords {

    /**
     * A record as it is now.
     *
     * @param owner the id of its owner; null when nobody owns it
     * @param company the id of the company that it belongs to; null when there is none
     * @param properties those that were asked for and have a value, by their name in the CRM
     */
    record CrmRecord(
            String id,
            @Nullable String owner,
            @Nullable String company,
            Map<String, String> properties) {
        public CrmRecord {
            properties = Map.copyOf(properties);
        }
    }

    /** Empty when it is gone. */
    Mono<CrmRecord> read(
            TenantId tenant, ConnectionAccess connection, String record, Set<String> properties);

    /**
     * What becomes of a record, in one call.
     *
     * @param owner the id of the new owner; null leaves the owner alone
     * @param properties new values by the CRM's names; instants as RFC 3339 in UTC, and empty text
     *     clears a property
     */
    record Change(@Nullable String owner, Map<String, String> properties) {
        public Change {
            properties = Map.copyOf(properties);
        }

        public boolean isEmpty() {
            return owner == null && properties.isEmpty();
        }
    }

    /**
     * Nobody owns a record any more, if this one does. Empty where somebody else does, or nobody,
     * and where there are no records of nobody.
     *
     * @param owner the id of whoever is to own it no longer
     */
    default Mono<Boolean> release(
            TenantId tenant, ConnectionAccess connection, String record, String owner) {
        return Mono.empty();
    }

    /** Writes it; again is the same as once. */
    Mono<Void> write(TenantId tenant, ConnectionAccess connection, String record, Change change);
}
