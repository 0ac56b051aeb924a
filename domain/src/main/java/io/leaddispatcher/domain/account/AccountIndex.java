package io.leaddispatcher.domain.account;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableListMultimap;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Accounts by what leads find them by; made once for all leads of a batch. A lead looks only at
 * those that share a key with it, and at those whose name begins with the letter of its own: names
 * that are alike do, see {@link NameLikeness}.
 */
public final class AccountIndex {

    private final int accounts;
    private final ImmutableListMultimap<Map.Entry<String, String>, Known> byExternalId;
    private final ImmutableListMultimap<String, Known> byDomain;
    private final ImmutableListMultimap<String, Known> byPhone;
    private final ImmutableListMultimap<Character, Known> byLetter;

    private AccountIndex(List<Known> accounts) {
        this.accounts = accounts.size();
        this.byExternalId = by(accounts, keys -> keys.externalIds().entrySet());
        this.byDomain = by(accounts, MatchKeys::domains);
        this.byPhone = by(accounts, MatchKeys::phones);
        this.byLetter = by(accounts, AccountIndex::letters);
    }

    /** Each account once. */
    public static AccountIndex of(Collection<Account> accounts) {
        return new AccountIndex(
                accounts.stream().map(account -> new Known(account, account.matchKeys())).toList());
    }

    private static <K> ImmutableListMultimap<K, Known> by(
            List<Known> accounts, Function<MatchKeys, Set<K>> keys) {
        ImmutableListMultimap.Builder<K, Known> index = ImmutableListMultimap.builder();
        accounts.forEach(known -> keys.apply(known.keys()).forEach(key -> index.put(key, known)));
        return index.build();
    }

    /** Whether no lead can be anybody's. */
    boolean isEmpty() {
        return accounts == 0;
    }

    /** With which the spellings of a name begin. */
    private static Set<Character> letters(MatchKeys keys) {
        return keys.names().stream()
                .filter(name -> !name.isEmpty())
                .map(name -> name.charAt(0))
                .collect(toImmutableSet());
    }

    private record Known(Account account, MatchKeys keys) {}

    /**
     * An account that may be a lead's.
     *
     * @param alikeness of its name and the lead's, as {@link NameLikeness} says
     */
    record Candidate(Account account, MatchKeys keys, double alikeness) {

        boolean sharesExternalId(MatchKeys wanted) {
            return !Collections.disjoint(
                    keys.externalIds().entrySet(), wanted.externalIds().entrySet());
        }

        boolean isIn(String country) {
            return country.equals(account.country());
        }

        boolean contradicts(String country) {
            return account.country() != null && !country.isEmpty() && !isIn(country);
        }
    }

    /** Those that share something with a lead, in the order of their keys: that is repeatable. */
    List<Candidate> candidates(MatchKeys wanted) {
        Map<AccountKey, Candidate> found = new TreeMap<>();
        Stream.of(
                        wanted.externalIds().entrySet().stream().map(byExternalId::get),
                        wanted.domains().stream().map(byDomain::get),
                        wanted.phones().stream().map(byPhone::get))
                .flatMap(Function.identity())
                .flatMap(List::stream)
                .forEach(known ->
                        found.computeIfAbsent(
                                known.account().key(), _ -> candidate(known, wanted)));
        for (char letter : letters(wanted)) {
            for (Known known : byLetter.get(letter)) {
                if (!found.containsKey(known.account().key())) {
                    Candidate alike = candidate(known, wanted);
                    if (alike.alikeness() > 0) {
                        found.put(known.account().key(), alike);
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static Candidate candidate(Known known, MatchKeys wanted) {
        double most = 0;
        for (String one : wanted.names()) {
            for (String other : known.keys().names()) {
                most = Math.max(most, NameLikeness.of(one, other));
            }
        }
        return new Candidate(known.account(), known.keys(), most);
    }
}
