package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Locale;
import reactor.core.publisher.Mono;

/** Where something is to be written, of which lead. */
record CrmTarget(TenantId tenant, LeadId lead, Crm crm, ConnectionAccess connection) {

    /** The id of a rep there: as somebody has noted it, else by e-mail. Empty when nobody is it. */
    Mono<String> owner(Rep rep) {
        String known = rep.crmOwnerIds().get(connection.key());
        return known == null
                ? crm.owners().byEmail(tenant, connection, rep.email().toLowerCase(Locale.ROOT))
                : Mono.just(known);
    }
}
