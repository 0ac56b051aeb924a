package io.leaddispatcher.application.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead as a row of a list.
 *
 * @param name of the person; null when only an e-mail, a phone or an external id is known
 * @param status {@code NEW ASSIGNED QUEUED REJECTED COMPLETED}
 */
public record LeadSummaryView(
        String id,
        @Nullable String name,
        @Nullable String company,
        @Nullable String email,
        @Nullable String source,
        String status,
        @Nullable String priority,
        @Nullable String repKey,
        @Nullable String repName,
        @Nullable String queueKey,
        Instant receivedAt) {}
