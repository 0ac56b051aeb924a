package io.leaddispatcher.application.configuration;

import org.jspecify.annotations.Nullable;

/**
 * What a document is called.
 *
 * @param name its key where it has no name
 * @param type what its document says there; null for most kinds
 */
public record Label(ConfigurationKind kind, String key, String name, @Nullable String type) {}
