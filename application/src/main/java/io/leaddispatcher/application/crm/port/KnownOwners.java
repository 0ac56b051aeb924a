package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Who owns records, as far as we know: by what we have written, and by what we have seen there.
 * Called inside a unit of work.
 */
public interface KnownOwners {

    /** The last that we know of a record's owner. */
    sealed interface LastWord {

        /** A write of ours is on its way: it counts. */
        record OnItsWay() implements LastWord {}

        /**
         * The later of what was written and what was seen.
         *
         * @param owner the CRM's id of whoever it was; null: nobody
         */
        record Was(@Nullable String owner) implements LastWord {}
    }

    /**
     * Empty when nothing is known, as long as anybody remembers. A write that has failed, or was
     * left out, has changed nothing.
     *
     * @param record the CRM's own id
     */
    Mono<LastWord> last(TenantId tenant, ConnectionKey connection, String record);

    /**
     * Who owns a record, as the CRM says.
     *
     * @param owner the CRM's id; null: nobody
     * @param rep who that is here, when the lead is theirs for that reason; null: nobody, or not
     *     asked
     */
    record Sight(
            TenantId tenant,
            ConnectionKey connection,
            String record,
            @Nullable String owner,
            @Nullable RepKey rep,
            Instant at) {}

    /** Remembers it, of a record that some lead is known by. */
    Mono<Void> seen(Sight sight);
}
