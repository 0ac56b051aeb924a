package io.leaddispatcher.application.optout;

import io.leaddispatcher.application.lead.port.Pseudonyms;
import io.leaddispatcher.domain.tenant.TenantId;

/**
 * What an address is called where it may not be read: the same hash by which an erased person is
 * known again.
 */
public record MailAddressee(Pseudonyms pseudonyms) {

    /** An address as leads are kept by it. */
    public String of(TenantId tenant, String email) {
        return pseudonyms.of(tenant, "e:" + email);
    }
}
