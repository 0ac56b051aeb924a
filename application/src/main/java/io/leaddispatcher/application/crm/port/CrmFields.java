package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;

/** What the records of a CRM consist of. */
public interface CrmFields {

    /** What a field belongs to. */
    enum Subject {
        /** What stands for a lead. */
        RECORD,
        /** A company. */
        ACCOUNT
    }

    enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        DATETIME,
        /** One of the choices. */
        CHOICE,
        /** Any of the choices. */
        CHOICES,
        OTHER
    }

    /** One value of a picklist. */
    record Choice(String value, String label) {}

    /**
     * A field.
     *
     * @param name as it is read and written by
     * @param writable by us
     * @param choices what may be written, in the CRM's order; empty where anything may
     */
    record CrmField(String name, String label, Type type, boolean writable, List<Choice> choices) {
        public CrmField {
            choices = List.copyOf(choices);
        }
    }

    /**
     * Which fields of leads are read from which fields there without anybody saying so: paths such
     * as {@code company.industry} by the field's name. Of several for one path the first that has a
     * value counts.
     */
    default Map<String, String> usual(Subject subject) {
        return Map.of();
    }

    /**
     * What a record says of where its person works, which counts when it belongs to no company:
     * like {@link #usual}, and after it.
     */
    default Map<String, String> withoutCompany() {
        return Map.of();
    }

    /** Whether an admin can say which further fields are read. */
    default boolean takesMappings() {
        return true;
    }

    Flux<CrmField> describe(TenantId tenant, ConnectionAccess connection, Subject subject);
}
