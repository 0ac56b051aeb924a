package io.leaddispatcher.application.configuration;

import io.leaddispatcher.domain.document.Violation;

/**
 * Something that would no longer hold.
 *
 * @param what such as {@code pool 'emea'}
 * @param violation what would be wrong with it; its pointer is from the root of that document
 */
public record Dependent(String what, Violation violation) {}
