package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.LeadSources.Found;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmFields.Subject;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.LeadBody;
import io.leaddispatcher.domain.lead.LeadReader;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads a record of a CRM as a lead would be made of it, and makes none. */
record RecordTrial(ConnectionAccess connection, Crm crm, LeadSources sources, LeadReader reader) {

    /** Empty when no record was asked for, or there is none. */
    Mono<Map<String, Found>> found(TenantId tenant, @Nullable String id) {
        if (id == null) {
            return Mono.empty();
        }
        return crm.records()
                .read(tenant, connection, id, sources.properties(Subject.RECORD))
                .flatMap(record ->
                        company(tenant, record.company())
                                .map(company -> sources.in(record, company))
                                .switchIfEmpty(Mono.fromSupplier(() -> sources.in(record, null))));
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

    /** What a lead would hold that is made of the record alone, by path. */
    Map<String, FieldValue> read(@Nullable Map<String, Found> found, @Nullable String record) {
        if (found == null || record == null) {
            return Map.of();
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("externalId", record);
        found.forEach((path, each) -> put(document, path, each.value()));
        return reader.read(Part.root(document, new Violations()))
                .map(LeadBody::values)
                .orElse(Map.of());
    }

    @SuppressWarnings("unchecked") // Only ever filled by the line itself.
    private static void put(Map<String, Object> document, String path, String raw) {
        int dot = path.indexOf('.');
        if (dot < 1) {
            return;
        }
        ((Map<String, Object>)
                        document.computeIfAbsent(
                                path.substring(0, dot), _ -> new LinkedHashMap<String, Object>()))
                .put(path.substring(dot + 1), raw);
    }
}
