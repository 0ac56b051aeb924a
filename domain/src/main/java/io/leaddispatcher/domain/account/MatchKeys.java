package io.leaddispatcher.domain.account;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Set;

/**
 * By what leads and accounts find each other; an account shares at least one key with its leads,
 * but for names that are only alike. Everything is normalised, so equal means equal.
 *
 * @param externalIds the company's id in the CRM, by key of the connection
 * @param domains registrable, without free mail; the strongest first
 * @param phones E.164
 * @param names the spellings of the one name, without legal form and punctuation; the usual one
 *     first, none when there is none
 */
public record MatchKeys(
        Map<String, String> externalIds,
        Set<String> domains,
        Set<String> phones,
        Set<String> names) {

    public MatchKeys {
        externalIds = ImmutableMap.copyOf(externalIds);
        domains = ImmutableSet.copyOf(domains);
        phones = ImmutableSet.copyOf(phones);
        names = ImmutableSet.copyOf(names);
    }

    /** Nothing to be found by. */
    public boolean isEmpty() {
        return externalIds.isEmpty() && domains.isEmpty() && phones.isEmpty() && names.isEmpty();
    }
}
