package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
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

    Flux<CrmField> describe(TenantId tenant, ConnectionAccess connection, Subject subject);
}
