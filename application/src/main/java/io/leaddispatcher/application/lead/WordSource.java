package io.leaddispatcher.application.lead;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Where the words of a lead come from by which a search finds it. */
public enum WordSource {
    PERSON("contact.firstName", "contact.lastName"),
    EMAIL("contact.email"),
    PHONE("contact.phone"),
    COMPANY("company.name", "company.domain", "externalId");

    private final ImmutableSet<String> paths;

    WordSource(String... paths) {
        this.paths = ImmutableSet.copyOf(paths);
    }

    /** Those whose words all come from fields that are not hidden. */
    public static Set<WordSource> without(Predicate<String> hidden) {
        return Arrays.stream(values())
                .filter(source -> source.paths.stream().noneMatch(hidden))
                .collect(Collectors.toUnmodifiableSet());
    }

    ImmutableSet<String> paths() {
        return paths;
    }
}
