package io.leaddispatcher.application.intake;

import io.leaddispatcher.domain.lead.LeadId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What storing one event says.
 *
 * @param leadId the lead that the event belongs to, once that is known
 * @param repeated the event had been stored before; nothing new was written
 * @param sameContent false when what was stored before under its key has another content
 */
public record Stored(
        UUID eventId, @Nullable LeadId leadId, boolean repeated, boolean sameContent) {}
