package io.leaddispatcher.domain.account;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By what leads and accounts find each other; an account shares at least one key with its leads,
 * but for names that are only alike. Everything is normalised, so equal means equal.
 *
 * @param externalIds the company's id in the CRM, by key of the connection
 * @param domains registrable, without free mail; the strongest first
 * @param phones E.164
 * @param name without legal form and punctuation; null when there is none
 */
public record MatchKeys(
        Map<String, String> externalIds,
        Set<String> domains,
        Set<String> phones,
        @Nullable String name) {

    public MatchKeys {
        externalIds = ImmutableMap.copyOf(externalIds);
        domains = ImmutableSet.copyOf(domains);
        phones = ImmutableSet.copyOf(phones);
    }

    /** Nothing to be found by. */
    public boolean isEmpty() {
        return externalIds.isEmpty() && domains.isEmpty() && phones.isEmpty() && name == null;
    }
}
