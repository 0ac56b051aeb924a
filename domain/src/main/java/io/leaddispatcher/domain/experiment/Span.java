package io.leaddispatcher.domain.experiment;

/**
 * A time in which the variant's share stayed the same, so that the leads of both sides came alike:
 * of the same age and season.
 */
public record Span(SideTally control, SideTally variant) {}
