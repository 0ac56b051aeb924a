package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Supplements;
import io.leaddispatcher.application.crm.LeadSources.Found;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmFields.Subject;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.LeadBody;
import io.leaddispatcher.domain.lead.LeadReader;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads a record of a CRM as the intake makes a lead of it, and makes none. */
record RecordTrial(
        ConnectionAccess connection,
        Crm crm,
        LeadSources sources,
        FieldCatalogue fields,
        LeadReader reader) {

    /** Empty when no record was asked for, or there is none. */
    Mono<Map<String, Found>> found(TenantId tenant, @Nullable String id) {
        if (id == null) {
            return Mono.empty();
        }
        return crm.records()
                .read(tenant, connection, id, sources.properties(Subject.RECORD))
                .flatMap(record ->
                        company(tenant, record.company())
                                .map(company -> sources.in(record.properties(), company))
                                .switchIfEmpty(
                                        Mono.fromSupplier(
                                                () -> sources.in(record.properties(), null))));
    }

    /** What cannot be read for good is left out, as it is of leads: they go on without. */
    private Mono<Map<String, String>> company(TenantId tenant, @Nullable String id) {
        return id == null
                ? Mono.empty()
                : crm.accounts()
                        .read(tenant, connection, id, sources.properties(Subject.ACCOUNT))
                        .onErrorResume(
                                CrmRefusedException.class,
                                refused ->
                                        refused.attempt() instanceof Attempt.Retry
                                                        || refused.attempt()
                                                                instanceof Attempt.Patience
                                                ? Mono.error(refused)
                                                : Mono.empty());
    }

    /** What a new lead would hold that is made of the record alone, by path. */
    Map<String, FieldValue> read(@Nullable Map<String, Found> found, @Nullable String record) {
        if (found == null || record == null) {
            return Map.of();
        }
        Map<String, Object> lead =
                Supplements.to(LeadSources.lead(record, found), connection, fields, false);
        return reader.read(Part.root(lead, new Violations()))
                .map(LeadBody::values)
                .orElse(Map.of());
    }
}
