package io.leaddispatcher.application.policy;

import java.time.Instant;
import java.util.Map;

/**
 * A published policy. It never changes.
 *
 * @param version from 1 upwards without a gap; the highest is the active one
 * @param document as sent
 * @param publishedBy the label of the actor
 */
public record PolicyVersion(
        int version,
        Map<String, ?> document,
        String comment,
        Instant publishedAt,
        String publishedBy) {}
