package io.leaddispatcher.domain.account;

import io.leaddispatcher.domain.account.AccountIndex.Candidate;
import io.leaddispatcher.domain.account.AccountMatch.Evidence;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.normal.CompanyNames;
import io.leaddispatcher.domain.lead.normal.Domains;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
    public static Optional<AccountMatch> match(Lead lead, AccountIndex candidates) {
        return candidates.isEmpty() ? Optional.empty() : new Search(lead, candidates).find();
    }

    /**
     * The accounts that match a lead equally well, where nothing decides between them: neither
     * country nor name, nor that one is the head of the family. Empty when there is no doubt.
     */
    public static List<Account> rivals(Lead lead, AccountIndex candidates) {
        List<Account> tied = candidates.isEmpty() ? List.of() : new Search(lead, candidates).tied();
        return tied.size() < 2 ? List.of() : tied;
    }

    /** One lead's search; candidates in the order of their keys, so that it is repeatable. */
    private static final class Search {

        private final MatchKeys wanted;
        private final String country;
        private final List<Candidate> candidates;

        private Search(Lead lead, AccountIndex accounts) {
            wanted = keysOf(lead);
            country = lead.text("company.country").orElse("");
            candidates = accounts.candidates(wanted);
        }

        private Optional<AccountMatch> find() {
            return best(found -> found.sharesExternalId(wanted), Evidence.EXTERNAL_ID, BY_ID)
                    .or(this::byDomain)
                    .or(() ->
                            best(
                                    found -> shares(found.keys().phones(), wanted.phones()),
                                    Evidence.PHONE,
                                    BY_PHONE))
                    .or(this::byName);
        }

        private List<Account> tied() {
            List<Predicate<Candidate>> evidence = new ArrayList<>();
            evidence.add(found -> found.sharesExternalId(wanted));
            wanted.domains()
                    .forEach(domain ->
                            evidence.add(found -> found.keys().domains().contains(domain)));
            evidence.add(found -> shares(found.keys().phones(), wanted.phones()));
            return evidence.stream()
                    .map(this::closest)
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElseGet(this::mostAlike)
                    .stream()
                    .map(Candidate::account)
                    .toList();
        }

        /** Of those that share something, the ones that nothing sets apart. */
        private List<Candidate> closest(Predicate<Candidate> shares) {
            List<Candidate> sharing = candidates.stream().filter(shares).toList();
            return sharing.stream()
                    .min(closeness())
                    .map(best ->
                            sharing.stream()
                                    .filter(found -> closeness().compare(found, best) == 0)
                                    .toList())
                    .orElse(List.of());
        }

        private Comparator<Candidate> closeness() {
            return Comparator.comparing((Candidate found) -> !found.isIn(country))
                    .thenComparing(Comparator.comparingDouble(Candidate::alikeness).reversed())
                    .thenComparing(found -> found.account().parent() != null);
        }

        private Optional<AccountMatch> byDomain() {
            return wanted.domains().stream()
                    .flatMap(domain ->
                            best(
                                    found -> found.keys().domains().contains(domain),
                                    Evidence.DOMAIN,
                                    BY_DOMAIN)
                                    .stream())
                    .findFirst();
        }

        private Optional<AccountMatch> best(
                Predicate<Candidate> shares, Evidence evidence, double confidence) {
            return candidates.stream()
                    .filter(shares)
                    .min(closeness())
                    .map(found -> new AccountMatch(found.account().key(), evidence, confidence));
        }

        private Optional<AccountMatch> byName() {
            List<Candidate> top = mostAlike();
            return top.size() == 1
                    ? Optional.of(
                            new AccountMatch(
                                    top.getFirst().account().key(),
                                    Evidence.NAME,
                                    BY_NAME * top.getFirst().alikeness()))
                    : Optional.empty();
        }

        /** In the lead's country, when several are as alike as that and some are in it. */
        private List<Candidate> mostAlike() {
            List<Candidate> fitting =
                    candidates.stream()
                            .filter(found -> !found.contradicts(country))
                            .filter(found -> found.alikeness() > 0)
                            .filter(found -> !domainsContradict(found))
                            .toList();
            double most = fitting.stream().mapToDouble(Candidate::alikeness).max().orElse(0);
            List<Candidate> top =
                    fitting.stream().filter(found -> found.alikeness() >= most).toList();
            List<Candidate> sameCountry =
                    top.stream().filter(found -> found.isIn(country)).toList();
            return top.size() > 1 && !sameCountry.isEmpty() ? sameCountry : top;
        }

        /**
         * Whether both have domains, and quite other ones. Then "Delta" is not that Delta; equal
         * names of several words are believed all the same.
         */
        private boolean domainsContradict(Candidate candidate) {
            Set<String> theirs = labels(candidate.keys().domains());
            Set<String> ours = labels(wanted.domains());
            return !ours.isEmpty()
                    && !theirs.isEmpty()
                    && !shares(ours, theirs)
                    && (candidate.alikeness() < 1
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
}
