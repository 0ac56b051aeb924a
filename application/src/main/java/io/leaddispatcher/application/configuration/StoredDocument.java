package io.leaddispatcher.application.configuration;

import java.util.Map;

/**
 * A configuration document as it is kept.
 *
 * @param document as sent, without what is read-only
 * @param version grows with each change and is never used twice for one kind and key, not even
 *     after a deletion
 */
public record StoredDocument(String key, Map<String, ?> document, long version) {}
