package io.leaddispatcher.application.optout;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;

/**
 * What a link at the end of a mail says: one person wants no more of them.
 *
 * @param lead the one that was written to
 * @param addressee the person's address, as a {@linkplain MailAddressee pseudonym}
 */
public record OptOutLink(TenantId tenant, LeadId lead, String addressee) {}
