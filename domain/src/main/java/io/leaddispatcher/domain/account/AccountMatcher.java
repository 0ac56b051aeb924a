package io.leaddispatcher.domain.account;

import io.leaddispatcher.domain.account.AccountMatch.Evidence;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.normal.CompanyNames;
import io.leaddispatcher.domain.lead.normal.Domains;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the account of a lead: by the company's id in the CRM, else by domain, else by phone, else
 * by name. A name alone is weak, so it must be the only one as alike, and neither country nor
 * domain may speak against it. Where several accounts share a domain, the one of the lead's
 * country, then the one named most alike, then the head of the family wins.
 */
public final class AccountMatcher {

    private static final double BY_ID = 1.0;
    private static final double BY_DOMAIN = 1.0;
    private static final double BY_PHONE = 0.9;
    private static final double BY_NAME = 0.85;

    private AccountMatcher() {}

    /** What a lead's account can be found by. */
    public static MatchKeys keysOf(Lead lead) {
        Map<String, String> externalIds = lead.companyIds();
        Set<String> domains = new LinkedHashSet<>();
        lead.text("company.domain")
                .filter(found -> !Domains.isFreeMail(found))
                .ifPresent(domains::add);
        lead.text("contact.email").flatMap(Domains::ofBusiness).ifPresent(domains::add);
        Set<String> phones = new LinkedHashSet<>();
        lead.text("contact.phone").filter(number -> number.startsWith("+")).ifPresent(phones::add);
        List<String> names =
                lead.text("company.name").map(CompanyNames::spellings).orElse(List.of());
        return new MatchKeys(externalIds, domains, phones, new LinkedHashSet<>(names));
    }

    /** Empty when no candidate is the lead's account for sure enough. */
    public static Optional<AccountMatch> match(Lead lead, Collection<Account> candidates) {
        return new Search(lead, candidates).find();
    }

    /** One lead's search; candidates in the order of their keys, so that it is repeatable. */
    private static final class Search {

        private final MatchKeys wanted;
        private final String country;
        private final List<Candidate> candidates;

        private Search(Lead lead, Collection<Account> accounts) {
            wanted = keysOf(lead);
            country = lead.text("company.country").orElse("");
            candidates =
                    accounts.stream()
                            .map(account -> new Candidate(account, account.matchKeys()))
                            .sorted(Comparator.comparing(found -> found.account.key()))
                            .toList();
        }

        private Optional<AccountMatch> find() {
            return best(found -> found.sharesExternalId(wanted), Evidence.EXTERNAL_ID, BY_ID)
                    .or(this::byDomain)
                    .or(() ->
                            best(
                                    found -> shares(found.keys.phones(), wanted.phones()),
                                    Evidence.PHONE,
                                    BY_PHONE))
                    .or(this::byName);
        }

        private Optional<AccountMatch> byDomain() {
            return wanted.domains().stream()
                    .flatMap(domain ->
                            best(
                                    found -> found.keys.domains().contains(domain),
                                    Evidence.DOMAIN,
                                    BY_DOMAIN)
                                    .stream())
                    .findFirst();
        }

        private Optional<AccountMatch> best(
                Predicate<Candidate> shares, Evidence evidence, double confidence) {
            return candidates.stream()
                    .filter(shares)
                    .min(
                            Comparator.comparing((Candidate found) -> !found.isIn(country))
                                    .thenComparing(
                                            Comparator.comparingDouble(this::alikeness).reversed())
                                    .thenComparing(found -> found.account.parent() != null))
                    .map(found -> new AccountMatch(found.account.key(), evidence, confidence));
        }

        private Optional<AccountMatch> byName() {
            List<Candidate> fitting =
                    candidates.stream()
                            .filter(found -> !found.contradicts(country))
                            .filter(found -> alikeness(found) > 0)
                            .filter(found -> !domainsContradict(found))
                            .toList();
            double most = fitting.stream().mapToDouble(this::alikeness).max().orElse(0);
            List<Candidate> top =
                    fitting.stream().filter(found -> alikeness(found) >= most).toList();
            List<Candidate> sameCountry =
                    top.stream().filter(found -> found.isIn(country)).toList();
            return Stream.of(top, sameCountry)
                    .filter(found -> found.size() == 1)
                    .findFirst()
                    .map(List::getFirst)
                    .map(found ->
                            new AccountMatch(found.account.key(), Evidence.NAME, BY_NAME * most));
        }

        private double alikeness(Candidate candidate) {
            double most = 0;
            for (String one : wanted.names()) {
                for (String other : candidate.keys.names()) {
                    most = Math.max(most, NameLikeness.of(one, other));
                }
            }
            return most;
        }

        /**
         * Whether both have domains, and quite other ones. Then "Delta" is not that Delta; equal
         * names of several words are believed all the same.
         */
        private boolean domainsContradict(Candidate candidate) {
            Set<String> theirs = labels(candidate.keys.domains());
            Set<String> ours = labels(wanted.domains());
            return !ours.isEmpty()
                    && !theirs.isEmpty()
                    && !shares(ours, theirs)
                    && (alikeness(candidate) < 1
                            || wanted.names().stream().noneMatch(name -> name.contains(" ")));
        }

        /** What stands before the suffix: acme.de and acme.com have it in common. */
        private static Set<String> labels(Set<String> registrable) {
            return registrable.stream()
                    .map(domain -> domain.substring(0, domain.indexOf('.')))
                    .collect(Collectors.toUnmodifiableSet());
        }

        private static boolean shares(Set<String> some, Set<String> others) {
            return !Collections.disjoint(some, others);
        }
    }

    private record Candidate(Account account, MatchKeys keys) {

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
}
