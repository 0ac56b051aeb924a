package io.leaddispatcher.application.lead;

import com.google.common.collect.ImmutableSet;

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

    ImmutableSet<String> paths() {
        return paths;
    }
}
