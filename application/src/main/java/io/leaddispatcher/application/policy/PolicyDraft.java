package io.leaddispatcher.application.policy;

import java.util.Map;

/**
 * A policy that is being edited.
 *
 * @param document as sent
 * @param revision grows with each change
 */
public record PolicyDraft(Map<String, ?> document, long revision) {}
