package io.leaddispatcher.domain.policy;

import java.util.List;

/**
 * A rep must have one of these values among those of a skill. Always a hard filter.
 *
 * @param anyOf as sent; compared as text
 */
public record SkillRequirement(String skill, List<String> anyOf) {

    public SkillRequirement {
        anyOf = List.copyOf(anyOf);
    }
}
