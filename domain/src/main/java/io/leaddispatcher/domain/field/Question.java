package io.leaddispatcher.domain.field;

/** A question that costs something: whether a pattern is found in what a field holds. */
public record Question(String field, String pattern) {}
