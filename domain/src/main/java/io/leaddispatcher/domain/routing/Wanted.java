package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.routing.LeadContext.Company.Latest;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom a rule means that names no rep but what a rep has to do with the lead.
 *
 * @param rep a key, or the text by which a CRM knows an owner; null when there is nobody
 * @param words why it is that one, or why there is nobody
 * @param gone others who came first and are not there any more
 */
record Wanted(@Nullable String rep, String words, List<CandidateTrace> gone) {

    Wanted {
        gone = List.copyOf(gone);
    }

    private static Wanted nobody(String words) {
        return new Wanted(null, words, List.of());
    }

    /**
     * The owner of the account; with {@code parents} of the nearest one who is still there.
     *
     * @param discreet whether the words, which go into messages and notes, name no account and do
     *     not tell whether there is one
     */
    static Wanted accountOwner(
            LeadContext context, boolean parents, Candidacy candidates, boolean discreet) {
        Wanted found = accountOwner(context, parents, candidates);
        return discreet ? new Wanted(found.rep(), discreet(found), found.gone()) : found;
    }

    private static String discreet(Wanted found) {
        return found.rep() == null
                ? "there is no owner of its account"
                : "owns the account of its company";
    }

    private static Wanted accountOwner(LeadContext context, boolean parents, Candidacy candidates) {
        Account account = context.account();
        if (account == null) {
            return nobody("the lead matches no account");
        }
        if (!parents) {
            return account.owner() == null
                    ? nobody("account '%s' has no owner".formatted(account.name()))
                    : owner(account, account, List.of());
        }
        List<CandidateTrace> gone = new ArrayList<>();
        for (Account each : withAncestors(account, context)) {
            String owner = each.owner();
            if (owner != null) {
                Optional<Rep> rep = candidates.rep(owner);
                if (rep.filter(Rep::active).isPresent()) {
                    return owner(account, each, gone);
                }
                gone.add(rep.map(candidates::trace).orElseGet(() -> CandidateTrace.unknown(owner)));
            }
        }
        return new Wanted(
                null,
                "neither account '%s' nor one above it has an owner".formatted(account.name()),
                gone);
    }

    private static Wanted owner(Account matched, Account owned, List<CandidateTrace> gone) {
        return new Wanted(
                owned.owner(),
                owned.equals(matched)
                        ? "owns the account %s".formatted(owned.name())
                        : "owns the account %s, which is above %s"
                                .formatted(owned.name(), matched.name()),
                gone);
    }

    private static List<Account> withAncestors(Account account, LeadContext context) {
        return Stream.concat(Stream.of(account), context.company().ancestors().stream()).toList();
    }

    static Wanted previousOwner(LeadContext context) {
        RepKey owner = context.history().previousOwner();
        return owner == null
                ? nobody("nobody had this lead before")
                : new Wanted(owner.value(), "had this lead before", List.of());
    }

    /**
     * Whoever got the last lead of the company, no longer ago than this.
     *
     * @param discreet whether the words name no other lead of the company
     */
    static Wanted sameCompany(LeadContext context, Duration within, Instant at, boolean discreet) {
        Wanted found = sameCompany(context, within, at);
        return discreet
                ? new Wanted(
                        found.rep(),
                        found.rep() == null
                                ? "nobody had a lead of its company lately"
                                : "got the last lead of its company",
                        found.gone())
                : found;
    }

    private static Wanted sameCompany(LeadContext context, Duration within, Instant at) {
        Latest latest = context.company().latest();
        if (latest == null) {
            return nobody("nobody is known to have a lead of this company");
        }
        return at.isAfter(latest.at().plus(within))
                ? nobody(
                        "the last lead of this company went to '%s' at %s: too long ago"
                                .formatted(latest.rep(), latest.at()))
                : new Wanted(
                        latest.rep().value(),
                        "got the last lead of this company, %s, at %s"
                                .formatted(latest.lead(), latest.at()),
                        List.of());
    }

    /** The rep in whose calendar the meeting is. */
    static Wanted meetingHost(LeadContext context, Roster roster) {
        String host = context.lead().text(RoutingConfiguration.MEETING_HOST).orElse(null);
        if (host == null) {
            return nobody("nobody says in whose calendar the meeting is");
        }
        return roster.repOf(host)
                .map(rep ->
                        new Wanted(
                                rep.key().value(), "the meeting is in their calendar", List.of()))
                .orElseGet(
                        () -> nobody("the meeting is in the calendar of somebody who is no rep"));
    }
}
