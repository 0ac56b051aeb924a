package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.routing.port.CompanyLeads;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.account.AccountMatcher;
import io.leaddispatcher.domain.account.CompanyKey;
import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.LeadContext.Company.Latest;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known before the decisions of a batch: about its leads, and about the ways to tell
 * somebody. Gathered piece by piece, as the ports answer.
 */
final class RoutingKnowledge {

    private final Map<LeadId, Set<RepKey>> declined = new HashMap<>();
    private final Map<LeadId, Offer> active = new HashMap<>();
    private final Map<LeadId, Instant> lastTouched = new HashMap<>();
    private final Map<AccountKey, Account> accounts = new LinkedHashMap<>();
    private final Map<AccountKey, Account> above = new HashMap<>();
    private final Map<CompanyKey, Latest> latest = new HashMap<>();
    private final Map<CompanyKey, CompanyLeads.Given> given = new LinkedHashMap<>();
    private final RoutingConfiguration configuration;
    private DispatchPlan.Connected connected = new DispatchPlan.Connected(false, null, false);

    RoutingKnowledge(RoutingConfiguration configuration) {
        this.configuration = configuration;
    }

    void addDeclined(Map<LeadId, Set<RepKey>> found) {
        declined.putAll(found);
    }

    void addActive(Map<LeadId, Offer> found) {
        active.putAll(found);
    }

    void addLastTouched(Map<LeadId, Instant> found) {
        lastTouched.putAll(found);
    }

    void addAccounts(List<Account> found) {
        found.forEach(account -> accounts.put(account.key(), account));
    }

    /** The parents of which nothing is known yet. */
    Set<AccountKey> unknownParents() {
        return accounts.values().stream()
                .flatMap(account -> Stream.ofNullable(account.parent()))
                .filter(parent -> !accounts.containsKey(parent))
                .collect(Collectors.toSet());
    }

    void addAncestors(List<Account> found) {
        found.forEach(account -> above.put(account.key(), account));
    }

    void addLatest(Map<CompanyKey, Latest> found) {
        latest.putAll(found);
    }

    void connected(DispatchPlan.Connected found) {
        connected = found;
    }

    DispatchPlan.Connected connected() {
        return connected;
    }

    /** The offer that is open for a lead; of a broadcast the first. */
    Optional<Offer> active(LeadId lead) {
        return Optional.ofNullable(active.get(lead));
    }

    /** A lead with what else is known about it. */
    LeadContext context(LeadFile file) {
        LeadId lead = file.lead().id();
        Optional<AccountMatch> match = match(file.lead());
        Account account = match.map(this::account).orElse(null);
        return new LeadContext(
                file.lead(),
                account,
                match.orElse(null),
                new LeadContext.History(
                        file.previousRep(), active.containsKey(lead), lastTouched.get(lead)),
                declined.getOrDefault(lead, Set.of()),
                new LeadContext.Company(
                        ancestors(account), latest(lead, companies(file.lead(), account))));
    }

    private Optional<AccountMatch> match(Lead lead) {
        return AccountMatcher.match(lead, accounts.values());
    }

    private List<Account> ancestors(@Nullable Account account) {
        return account == null || !configuration.asksForAncestors()
                ? List.of()
                : account.ancestors(key -> above.getOrDefault(key, accounts.get(key)));
    }

    private @Nullable Latest latest(LeadId lead, List<CompanyKey> companies) {
        return companies.stream()
                .flatMap(company -> Stream.ofNullable(latest.get(company)))
                .filter(other -> !other.lead().equals(lead))
                .findFirst()
                .orElse(null);
    }

    /** By what others are of the same company; nothing where no policy asks. */
    List<CompanyKey> companies(Lead lead) {
        return companies(lead, match(lead).map(this::account).orElse(null));
    }

    /** What is sensitive is kept nowhere else. */
    private List<CompanyKey> companies(Lead lead, @Nullable Account account) {
        if (!configuration.asksForCompanies()) {
            return List.of();
        }
        List<CompanyKey> keys = CompanyKey.of(lead, account == null ? null : account.key());
        return configuration.fields().isSensitive(CompanyKey.DOMAIN)
                ? keys.stream().filter(CompanyKey::isAccount).toList()
                : keys;
    }

    /**
     * Others of its company follow it.
     *
     * @param rep null while several are asked
     */
    void given(LeadContext context, @Nullable RepKey rep, Instant at) {
        LeadId lead = context.lead().id();
        for (CompanyKey company : companies(context.lead(), context.account())) {
            given.put(company, new CompanyLeads.Given(company, lead, at));
            if (rep == null) {
                latest.remove(company);
            } else {
                latest.put(company, new Latest(lead, rep, at));
            }
        }
    }

    /** What was given to somebody since this began. */
    List<CompanyLeads.Given> given() {
        return List.copyOf(given.values());
    }

    private @Nullable Account account(AccountMatch match) {
        return accounts.get(match.account());
    }
}
