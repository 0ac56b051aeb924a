package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.port.Assignments.Asked;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Leads.RecordOfLead;
import io.leaddispatcher.application.routing.port.CompanyLeads;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountIndex;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.account.AccountMatcher;
import io.leaddispatcher.domain.account.CompanyKey;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.ExperimentSide;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.LeadContext.Company.Latest;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.territory.TerritoryKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
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

    private final Map<LeadId, Asked> asked = new HashMap<>();
    private final Map<LeadId, Set<RepKey>> declined = new HashMap<>();
    private final Map<LeadId, Set<RepKey>> takenFrom = new HashMap<>();
    private final Map<LeadId, List<Given>> open = new HashMap<>();
    private final Map<LeadId, Integer> moves = new HashMap<>();
    private final Map<LeadId, ExperimentSide> sides = new HashMap<>();
    private final Map<LeadId, Instant> lastTouched = new HashMap<>();
    private final Map<LeadId, RecordOfLead> crmRecords = new HashMap<>();
    private final Map<LeadId, RepKey> crmOwners = new HashMap<>();
    private final Map<LeadId, List<Task>> untold = new HashMap<>();
    private final Map<AccountKey, Account> accounts = new LinkedHashMap<>();
    // Of all leads of the batch, so that each looks only at those it may be of.
    private AccountIndex candidates = AccountIndex.of(List.of());
    private final Map<AccountKey, Account> above = new HashMap<>();
    private final Map<CompanyKey, Latest> latest;
    private final Map<CompanyKey, CompanyLeads.Given> given = new LinkedHashMap<>();
    private final RoutingConfiguration configuration;
    private ChannelConnections.Both channels = ChannelConnections.Both.NONE;
    private DispatchPlan.Connected connected = new DispatchPlan.Connected(false, null, false);

    /** Nothing yet. */
    RoutingKnowledge(RoutingConfiguration configuration) {
        this(configuration, new HashMap<>());
    }

    /**
     * Nothing yet but this.
     *
     * @param latest to whom the latest leads of companies went; what is given is noted there
     */
    RoutingKnowledge(RoutingConfiguration configuration, Map<CompanyKey, Latest> latest) {
        this.configuration = configuration;
        this.latest = latest;
    }

    RoutingConfiguration configuration() {
        return configuration;
    }

    void addAsked(Map<LeadId, Asked> found) {
        asked.putAll(found);
        found.forEach((lead, each) -> declined.put(lead, each.refusing()));
    }

    /** That a lead is routed afresh: whoever would not have it then may want it now. */
    void beginsAnew(LeadId lead) {
        declined.remove(lead);
        takenFrom.remove(lead);
    }

    /** That a rep will not have a lead. */
    void addDeclined(LeadId lead, RepKey rep) {
        Set<RepKey> all = new HashSet<>(declinedBy(lead));
        all.add(rep);
        declined.put(lead, all);
    }

    /** That a lead is taken from whoever has it or is asked, for somebody else. */
    void takeFromHolders(LeadId lead) {
        takenFrom.put(lead, holders(lead));
    }

    /** Whether a rep was ever offered a lead and has it no longer. */
    boolean wasAsked(LeadId lead, RepKey rep) {
        Asked found = asked.get(lead);
        return found != null && (found.refusing().contains(rep) || found.others().contains(rep));
    }

    /** Who declined a lead or let its offer lapse, since it was last routed afresh. */
    Set<RepKey> declinedBy(LeadId lead) {
        return declined.getOrDefault(lead, Set.of());
    }

    void addCrmRecords(Map<LeadId, RecordOfLead> found) {
        crmRecords.putAll(found);
    }

    /** What a lead is called in the CRM; null when none has told of it. */
    @Nullable RecordOfLead crmRecord(LeadId lead) {
        return crmRecords.get(lead);
    }

    void addUntold(Map<LeadId, List<Task>> found) {
        untold.putAll(found);
    }

    /**
     * The open tasks of a lead whose record knows nothing of who has it; from now on it does. Empty
     * when it knew.
     */
    Optional<List<Task>> tellingRecord(LeadId lead) {
        return Optional.ofNullable(untold.remove(lead));
    }

    /** Where a lead's record is; null when no CRM has told of it. */
    @Nullable CrmLink crmLink(LeadId lead) {
        RecordOfLead record = crmRecords.get(lead);
        return record == null ? null : record.link();
    }

    /** That a rep owns a lead in its CRM, as somebody has said there. */
    void ownedInCrm(LeadId lead, RepKey owner) {
        crmOwners.put(lead, owner);
    }

    /** Whether the CRM has said itself that this rep owns a lead. */
    boolean isOwnedInCrm(LeadId lead, RepKey owner) {
        return owner.equals(crmOwners.get(lead));
    }

    void addOpen(Map<LeadId, List<Given>> found) {
        open.putAll(found);
    }

    void addMoves(Map<LeadId, Integer> found) {
        moves.putAll(found);
    }

    void addSides(Map<LeadId, ExperimentSide> found) {
        sides.putAll(found);
    }

    void addLastTouched(Map<LeadId, Instant> found) {
        lastTouched.putAll(found);
    }

    void addAccounts(List<Account> found) {
        found.forEach(account -> accounts.put(account.key(), account));
        candidates = AccountIndex.of(accounts.values());
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
        found.forEach(latest::putIfAbsent);
    }

    /** Through what people are told, and what a plan needs to know of it. */
    void connected(ChannelConnections.Both through, DispatchPlan.Connected found) {
        channels = through;
        connected = found;
    }

    ChannelConnections.Both channels() {
        return channels;
    }

    DispatchPlan.Connected connected() {
        return connected;
    }

    /** The offer that is open for a lead; of a broadcast the first. */
    Optional<Offer> active(LeadId lead) {
        return open(lead).stream().map(Given::offer).findFirst();
    }

    /** By which somebody has a lead, or several are asked, before this batch. */
    List<Given> open(LeadId lead) {
        return open.getOrDefault(lead, List.of());
    }

    /** Who has a lead, or is asked. */
    Set<RepKey> holders(LeadId lead) {
        return open(lead).stream().map(given -> given.offer().rep()).collect(Collectors.toSet());
    }

    /** How often a lead has moved to a better tier. */
    int moves(LeadId lead) {
        return moves.getOrDefault(lead, 0);
    }

    /** A lead with what else is known about it. */
    LeadContext context(LeadFile file) {
        return context(file, file.previousRep(), open.containsKey(file.lead().id()));
    }

    /** Likewise, as if nobody had it: whoever has it now is no previous owner. */
    LeadContext contextAnew(LeadFile file) {
        RepKey previous = file.previousRep();
        boolean present =
                open(file.lead().id()).stream()
                        .anyMatch(given -> given.offer().rep().equals(previous));
        return context(file, present ? null : previous, false);
    }

    private LeadContext context(LeadFile file, @Nullable RepKey previous, boolean openAssignment) {
        LeadId lead = file.lead().id();
        List<Account> rivals =
                configuration.reviews() || file.ruling().account() != null
                        ? rivalAccounts(file)
                        : List.of();
        Account ruled = file.ruling().among(rivals).orElse(null);
        Optional<AccountMatch> match =
                match(file.lead())
                        .map(found ->
                                ruled == null
                                        ? found
                                        : new AccountMatch(
                                                ruled.key(), found.evidence(), found.confidence()));
        Account account = match.map(this::account).orElse(null);
        return new LeadContext(
                file.asked(),
                account,
                match.orElse(null),
                new LeadContext.History(previous, openAssignment, lastTouched.get(lead)),
                declinedBy(lead),
                takenFrom.getOrDefault(lead, Set.of()),
                new LeadContext.Company(
                        ancestors(account), latest(lead, companies(file.lead(), account))),
                configuration.reviews() && ruled == null ? rivals : List.of(),
                file.ruling().territory(),
                file.waitsFrom(),
                sides.get(lead));
    }

    /** The accounts that match a lead equally well; empty when there is no doubt. */
    List<Account> rivalAccounts(LeadFile file) {
        return AccountMatcher.rivals(file.lead(), candidates);
    }

    /** The territories that claim a lead equally closely; empty when there is no doubt. */
    List<TerritoryKey> rivalTerritories(LeadFile file) {
        Account account = contextAnew(file).account();
        return configuration
                .territories()
                .rivals(file.lead(), account == null ? null : account.key());
    }

    private Optional<AccountMatch> match(Lead lead) {
        return AccountMatcher.match(lead, candidates);
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
