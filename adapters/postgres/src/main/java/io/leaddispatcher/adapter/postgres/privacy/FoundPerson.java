package io.leaddispatcher.adapter.postgres.privacy;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * A person as a tenant knows them.
 *
 * @param handles all that the person is found by, spelled
 */
record FoundPerson(TenantId tenant, List<LeadId> leads, Set<String> handles) {

    private static final String EMAIL = "e:";
    private static final String PHONE = "p:";

    UUID[] leadIds() {
        return leads.stream().map(LeadId::value).toArray(UUID[]::new);
    }

    /** The handles that are addresses of mail. */
    Stream<String> addresses() {
        return handles.stream().filter(handle -> handle.startsWith(EMAIL));
    }

    /**
     * Binds what names the person in texts that belong to no lead. An external id may be a number
     * that texts hold for other reasons: none is searched for it.
     */
    GenericExecuteSpec bindNames(GenericExecuteSpec sql) {
        return sql.bind("texts", values(EMAIL).toArray(String[]::new))
                .bind(
                        "phone",
                        Parameters.in(R2dbcType.VARCHAR, values(PHONE).findFirst().orElse(null)));
    }

    private Stream<String> values(String kind) {
        return handles.stream()
                .filter(handle -> handle.startsWith(kind))
                .map(handle -> handle.substring(kind.length()));
    }
}
