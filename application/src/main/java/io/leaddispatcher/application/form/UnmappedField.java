package io.leaddispatcher.application.form;

import java.time.Instant;

/**
 * A field that came with a form and went nowhere.
 *
 * @param name as the form calls it
 * @param lastAt when it came last, to some minutes
 */
public record UnmappedField(String name, Instant lastAt) {}
