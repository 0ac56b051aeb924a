package io.leaddispatcher.application.analysis;

import io.leaddispatcher.domain.analysis.Picklist;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The picklists of connected CRMs from which fields of leads are read. */
@FunctionalInterface
public interface KnownPicklists {

    /**
     * By the paths of the fields. Never fails, and does not take long: a CRM that does not answer
     * is left out. Called outside units of work.
     */
    Mono<Map<String, List<Picklist>>> of(TenantId tenant, FieldCatalogue fields);
}
