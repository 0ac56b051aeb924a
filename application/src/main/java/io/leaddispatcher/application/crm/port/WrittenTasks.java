package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Which tasks we have written to CRMs. Called inside a unit of work of the tenant. */
public interface WrittenTasks {

    /** How far the write of a task has come. */
    enum Standing {
        /** It is to be made there, or somebody is about to. */
        UNDER_WAY,
        WRITTEN,
        /** It failed, or there was nothing to do when its turn came. */
        LEFT_OUT
    }

    /**
     * The write of a task to a CRM.
     *
     * @param task ours
     * @param record the CRM's id of the record that it is about
     * @param there the CRM's id of the task; null where none is known
     */
    record Write(
            UUID task,
            LeadId lead,
            ConnectionKey connection,
            String record,
            Standing standing,
            @Nullable String there) {}

    /** As long as anybody remembers, which is as long as the task is open at least. */
    Flux<Write> of(TenantId tenant, Collection<LeadId> leads, Collection<UUID> tasks);
}
