package io.leaddispatcher.domain.policy;

import io.leaddispatcher.domain.field.FoldedText;
import java.util.Collection;
import java.util.List;

/** A rep must have one of these values among those of a skill. Always a hard filter. */
public record SkillRequirement(String skill, List<String> anyOf) {

    public SkillRequirement {
        anyOf = List.copyOf(anyOf);
    }

    /** Whether a rep with these values of the skill has one that is asked for. */
    public boolean isMetBy(Collection<String> values) {
        return values.stream()
                .anyMatch(has -> anyOf.stream().anyMatch(asked -> FoldedText.same(has, asked)));
    }
}
