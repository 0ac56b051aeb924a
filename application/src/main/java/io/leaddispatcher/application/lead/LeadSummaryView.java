package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.lead.port.LeadViews.Closed;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lead as a row of a list.
 *
 * @param name of the person; null when only an e-mail, a phone or an external id is known
 * @param status {@code NEW ASSIGNED QUEUED REJECTED COMPLETED}
 * @param closed what has ended the work on it; null while it goes on, or when nobody said
 * @param document the lead as the API lists it
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
        Instant receivedAt,
        @Nullable Closed closed,
        Map<String, Object> document) {

    /** Without the document, for lists that show rows only. */
    public LeadSummaryView(
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
            Instant receivedAt) {
        this(
                id,
                name,
                company,
                email,
                source,
                status,
                priority,
                repKey,
                repName,
                queueKey,
                receivedAt,
                null,
                Map.of());
    }
}
