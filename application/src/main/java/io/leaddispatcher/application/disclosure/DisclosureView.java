package io.leaddispatcher.application.disclosure;

import io.leaddispatcher.domain.lead.LeadId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who opened the sensitive values of a lead.
 *
 * @param member their name; null when they are no member any more
 * @param title what the lead is called, masked where that is sensitive; null when it has no name
 * @param until when it ends or has ended
 */
public record DisclosureView(
        UUID id,
        @Nullable String member,
        LeadId lead,
        @Nullable String title,
        String reason,
        Instant openedAt,
        Instant until,
        boolean open) {}
