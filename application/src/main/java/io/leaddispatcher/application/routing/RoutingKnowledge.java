package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.account.AccountMatcher;
import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.LeadContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known before the decisions of a batch: about its leads, and about the ways to tell
 * somebody. Gathered piece by piece, as the ports answer.
 */
final class RoutingKnowledge {

    private final Map<LeadId, Set<RepKey>> declined = new HashMap<>();
    private final Map<LeadId, List<Given>> open = new HashMap<>();
    private final Set<LeadId> returned = new HashSet<>();
    private final Map<LeadId, Integer> moves = new HashMap<>();
    private final Map<LeadId, Instant> lastTouched = new HashMap<>();
    private final List<Account> accounts = new ArrayList<>();
    private final boolean rivalsMatter;
    private DispatchPlan.Connected connected = new DispatchPlan.Connected(false, null, false);

    /**
     * Nothing yet.
     *
     * @param rivalsMatter whether a policy asks for accounts that match equally well
     */
    RoutingKnowledge(boolean rivalsMatter) {
        this.rivalsMatter = rivalsMatter;
    }

    void addDeclined(Map<LeadId, Set<RepKey>> found) {
        declined.putAll(found);
    }

    void addOpen(Map<LeadId, List<Given>> found) {
        open.putAll(found);
    }

    void addReturned(Set<LeadId> found) {
        returned.addAll(found);
    }

    void addMoves(Map<LeadId, Integer> found) {
        moves.putAll(found);
    }

    void addLastTouched(Map<LeadId, Instant> found) {
        lastTouched.putAll(found);
    }

    void addAccounts(List<Account> found) {
        accounts.addAll(found);
    }

    void connected(DispatchPlan.Connected found) {
        connected = found;
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

    /** Whether whoever had a lead last has given it back. */
    boolean isReturned(LeadId lead) {
        return returned.contains(lead);
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
        Optional<AccountMatch> match = AccountMatcher.match(file.lead(), accounts);
        return new LeadContext(
                file.lead(),
                match.map(this::account).orElse(null),
                match.orElse(null),
                new LeadContext.History(previous, openAssignment, lastTouched.get(lead)),
                declined.getOrDefault(lead, Set.of()),
                rivalsMatter ? AccountMatcher.rivals(file.lead(), accounts) : List.of());
    }

    private @Nullable Account account(AccountMatch match) {
        return accounts.stream()
                .filter(each -> each.key().equals(match.account()))
                .findFirst()
                .orElse(null);
    }
}
