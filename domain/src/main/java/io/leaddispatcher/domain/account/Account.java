package io.leaddispatcher.domain.account;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;
import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.lead.normal.CompanyNames;
import io.leaddispatcher.domain.lead.normal.Countries;
import io.leaddispatcher.domain.lead.normal.Domains;
import io.leaddispatcher.domain.lead.normal.PhoneNumbers;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A company known from the CRM.
 *
 * @param domains registrable, in lower case
 * @param owner the key of a rep, or of somebody who is none any more
 * @param segment key or name, as sent
 * @param lists keys or names of named lists, as sent
 * @param phones E.164
 * @param externalIds the company's id in the CRM, by key of the connection
 * @param country ISO 3166-1 alpha-2
 */
public record Account(
        AccountKey key,
        String name,
        List<String> domains,
        @Nullable String owner,
        @Nullable String segment,
        List<String> lists,
        List<String> phones,
        Map<String, String> externalIds,
        @Nullable AccountKey parent,
        @Nullable String country) {

    public Account {
        domains = ImmutableList.copyOf(domains);
        lists = ImmutableList.copyOf(lists);
        phones = ImmutableList.copyOf(phones);
        externalIds = ImmutableMap.copyOf(externalIds);
    }

    /** Empty, with violations, when the document says too little. */
    public static Optional<Account> read(AccountKey key, Part document) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        document.ignore("key");
        Optional<String> name = document.requiredText("name");
        Optional<String> country =
                document.property("country")
                        .flatMap(part ->
                                normal(
                                        part,
                                        Countries::code,
                                        "must be a country: DE, DEU or its name"));
        List<String> domains =
                normals(document, "domains", Domains::registrable, "must be a domain or a URL");
        List<String> phones =
                normals(
                        document,
                        "phones",
                        phone -> PhoneNumbers.e164(phone, country.orElse(null)),
                        "must be a phone number with its country code");
        Map<String, String> externalIds =
                document.property("externalIds")
                        .filter(Part::requireObject)
                        .map(Account::externalIds)
                        .orElse(ImmutableMap.of());
        Optional<String> owner = document.text("owner");
        Optional<String> segment = document.text("segment");
        List<String> lists = document.texts("lists");
        Optional<AccountKey> parent = parent(key, document);
        document.refuseUnknown();
        return name.map(text ->
                new Account(
                        key,
                        text,
                        domains,
                        owner.orElse(null),
                        segment.orElse(null),
                        lists,
                        phones,
                        externalIds,
                        parent.orElse(null),
                        country.orElse(null)));
    }

    private static final int LONGEST_ID = 254;

    /** So many accounts above one count at most. */
    public static final int MOST_ANCESTORS = 10;

    /**
     * The accounts above this one, the nearest first; ends where an account is not known, has no
     * parent, or has been seen before.
     *
     * @param known null for an account that is not known
     */
    public List<Account> ancestors(Function<AccountKey, @Nullable Account> known) {
        Map<AccountKey, Account> above = new LinkedHashMap<>();
        Account next = parent == null ? null : known.apply(parent);
        while (next != null
                && !next.key.equals(key)
                && above.size() < MOST_ANCESTORS
                && above.putIfAbsent(next.key, next) == null) {
            next = next.parent == null ? null : known.apply(next.parent);
        }
        return List.copyOf(above.values());
    }

    /** How far up a circle is looked for: further up nobody can tell what is meant. */
    private static final int MOST_IN_A_CIRCLE = 100;

    /**
     * The way from this account over its parents back to itself, which begins and ends with it.
     * Empty when there is none: a circle further up is the matter of those that form it.
     *
     * @param parentOf null for an account that has no parent, or is not known
     */
    public List<AccountKey> circle(Function<AccountKey, @Nullable AccountKey> parentOf) {
        Set<AccountKey> way = new LinkedHashSet<>();
        way.add(key);
        AccountKey next = parent;
        while (next != null
                && !next.equals(key)
                && way.size() < MOST_IN_A_CIRCLE
                && way.add(next)) {
            next = parentOf.apply(next);
        }
        return key.equals(next)
                ? ImmutableList.<AccountKey>builder().addAll(way).add(key).build()
                : List.of();
    }

    /** What leads find it by: kept beside it, so that a store can look it up. */
    public MatchKeys matchKeys() {
        Set<String> business =
                domains.stream()
                        .filter(domain -> !Domains.isFreeMail(domain))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return new MatchKeys(
                externalIds,
                business,
                new LinkedHashSet<>(phones),
                new LinkedHashSet<>(CompanyNames.spellings(name)));
    }

    private static Map<String, String> externalIds(Part ids) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String connection : ids.names()) {
            if (Key.isValid(connection)) {
                ids.property(connection)
                        .flatMap(id -> id.asText(LONGEST_ID))
                        .ifPresent(id -> found.put(connection, id));
            } else {
                ids.violations().add(ids.child(connection), MALFORMED, Key.ALLOWED);
            }
        }
        return found;
    }

    private static Optional<AccountKey> parent(AccountKey key, Part document) {
        return document.property("parent")
                .flatMap(part -> {
                    Optional<AccountKey> parent = part.parsed(Key.ALLOWED, AccountKey::new);
                    if (parent.filter(key::equals).isPresent()) {
                        part.violation(CONFLICT, "an account cannot be its own parent");
                        return Optional.empty();
                    }
                    return parent;
                });
    }

    private static List<String> normals(
            Part document, String name, Function<String, Optional<String>> normal, String allowed) {
        return document.items(name).stream()
                .flatMap(item -> normal(item, normal, allowed).stream())
                .distinct()
                .toList();
    }

    private static Optional<String> normal(
            Part part, Function<String, Optional<String>> normal, String allowed) {
        return part.asText()
                .flatMap(text -> {
                    Optional<String> found = normal.apply(text);
                    if (found.isEmpty()) {
                        part.violation(MALFORMED, allowed);
                    }
                    return found;
                });
    }
}
