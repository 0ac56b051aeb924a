package io.leaddispatcher.application.maillink;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * What a link in a mail says: one rep may do one thing with one offer of one lead.
 *
 * @param assignment the offer that the mail told of
 * @param expiresAt exclusive, in whole seconds
 */
public record MailLink(
        TenantId tenant,
        LeadId lead,
        UUID assignment,
        RepKey rep,
        MailAct act,
        Instant expiresAt) {}
