package io.leaddispatcher.domain.pool;

/**
 * A skill of the rep that has to hold what a field of the lead holds.
 *
 * @param skill such as {@code language}
 * @param field path of the lead's field, such as {@code lead.language}
 */
public record SkillMatch(String skill, String field) {}
