package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.routing.port.RoutingStates.PoolRow;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.Availability;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Respect;
import io.leaddispatcher.domain.routing.Acceptance;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.Decision.Result.Assigned;
import io.leaddispatcher.domain.routing.Resumption;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.routing.RoutingState;
import io.leaddispatcher.domain.routing.Withdrawal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who has leads: takes what was offered, will not have it, parts with it. Not thread-safe. */
final class Holders {

    private static final String REOPENED = "REOPENED";
    private static final Parting TAKEN = Parting.because("somebody else accepted it");

    private final RoutingConfiguration configuration;
    private final Instant now;
    private final Announcements announcements;
    private final RoutingKnowledge known;
    private final LeadStory story;
    private final Placements placements;
    private final BatchBooks books;

    Holders(
            RoutingConfiguration configuration,
            Instant now,
            Announcements announcements,
            RoutingKnowledge known,
            LeadStory story,
            Placements placements,
            BatchBooks books) {
        this.configuration = configuration;
        this.now = now;
        this.announcements = announcements;
        this.known = known;
        this.story = story;
        this.placements = placements;
        this.books = books;
    }

    /**
     * Whether a rep may have one more.
     *
     * @param lead that they would have
     * @param pool whose members were asked, by what it respects; null or unknown by now: everything
     *     counts
     */
    boolean hasRoom(Rep rep, Lead lead, @Nullable PoolKey pool) {
        Set<Respect> respected =
                Optional.ofNullable(pool)
                        .flatMap(configuration::pool)
                        .map(Pool::respect)
                        .orElse(Respect.ALL);
        return Availability.load(
                        rep, now, books.state().workload(rep.key()), respected, lead.kind())
                .isEmpty();
    }

    /** The rep of an offer takes it, before all others who were asked. */
    void accept(Lead lead, Given taken, List<Given> open, @Nullable Rule rule, Voice by) {
        Offer offer = taken.offer();
        List<PoolKey> turns = offer.turns();
        if (!taken.isHeld()) {
            Acceptance acceptance =
                    Acceptance.of(
                            configuration, books.state(), lead, offer.rep(), offer.pool(), now);
            books.goOnFrom(acceptance.state());
            configuration.roster().rep(offer.rep()).ifPresent(books.loads()::count);
            placements.begin(offer, rule);
            PoolKey pool = offer.pool();
            if (pool != null && !acceptance.rows().isEmpty()) {
                books.note(acceptance.rows().stream().map(row -> new PoolRow(pool, row)).toList());
                turns = List.of(pool);
            }
        }
        for (Given other : open) {
            if (!other.offer().id().equals(offer.id())) {
                end(other, TAKEN);
            }
        }
        books.take(offer, turns, rule);
        story.accepted(offer, by);
        placements.accepted(lead.id());
    }

    /** A record may have come in that is to hear who has its lead. */
    void appeared(LeadId lead) {
        known.open(lead).stream()
                .filter(Given::isHeld)
                .findFirst()
                .ifPresent(given ->
                        known.tellingRecord(lead)
                                .ifPresent(open -> placements.appeared(given.offer(), open)));
    }

    /** Whoever a lead was given to in this batch has it at once. */
    void acceptLatest(LeadId lead, @Nullable Rule rule, Voice by) {
        Offer offer = books.firstOffer(lead).orElseThrow();
        books.take(offer, offer.turns(), rule);
        story.accepted(offer, by);
    }

    private void end(Given given, Parting parting) {
        AssignmentState ending = parting.stateOf(given.isHeld());
        books.end(given.offer(), ending, parting.reason(), parting.spares(given.isHeld()));
        story.ended(given.offer(), ending, parting.reason(), parting.by());
    }

    /** One of several who were asked will not have it; the others may. */
    void decline(Given given, Parting parting) {
        end(given, parting);
    }

    /**
     * Whoever has a lead, or was asked, parts with it, and nobody has it for now.
     *
     * @param then where it is now, in a sentence
     */
    void part(Lead lead, List<Given> open, Parting parting, String then) {
        Freed freed = freed(lead, open, parting);
        books.goOnFrom(freed.state());
        books.note(freed.rows());
        books.clocks().left(lead.id());
        for (Given given : open) {
            leave(lead, given, parting, List.of(), then);
        }
    }

    /**
     * The work on a lead was called over and goes on with whoever had it.
     *
     * @param taking the pools in which it is a turn again
     * @param rule by which it is where it is; null: by none
     */
    void resume(Lead lead, Given given, Set<PoolKey> taking, @Nullable Rule rule) {
        Offer offer = given.offer();
        Resumption resumed =
                Resumption.of(
                        configuration,
                        books.state(),
                        lead,
                        new Withdrawal.Holder(offer.rep(), List.copyOf(taking), REOPENED),
                        given.givenBackAt(),
                        now);
        books.goOnFrom(resumed.state());
        books.note(rows(resumed.rows()));
        configuration.roster().rep(offer.rep()).ifPresent(books.loads()::resume);
        books.clocks().resumed(offer, rule);
    }

    /** Whoever had a lead when the work on it ended had no turn by it. */
    void credit(Lead lead, Given given) {
        Withdrawal credited =
                Withdrawal.credited(
                        configuration,
                        books.state(),
                        lead,
                        new Withdrawal.Holder(given.offer().rep(), given.turns(), REOPENED),
                        now);
        books.goOnFrom(credited.state());
        books.note(rows(credited.rows()));
    }

    private static List<PoolRow> rows(List<Withdrawal.Row> rows) {
        return rows.stream().map(row -> new PoolRow(row.pool(), row.row())).toList();
    }

    /**
     * Its CRM hears that nobody has a lead for now. Where the CRM has said so itself, somebody
     * there has decided who owns it.
     */
    void disown(LeadId lead, List<Given> open, Parting parting) {
        if (!parting.by().channel().equals(Voice.CRM)) {
            open.stream()
                    .filter(Given::isHeld)
                    .findFirst()
                    .ifPresent(given -> placements.left(lead, given.offer().rep()));
        }
    }

    /** A rep hears what has become of a lead that the rep has handed off. */
    void inform(Lead lead, Rep rep, String news) {
        books.tell(announcements.news(lead, rep, news, known.connected()));
    }

    /** Those who have a lead, or are asked, hear that its person has written again. */
    void wroteAgain(LeadFile file) {
        for (Given given : known.open(file.lead().id())) {
            configuration
                    .roster()
                    .rep(given.offer().rep())
                    .ifPresent(rep ->
                            books.tell(
                                    announcements.wroteAgain(
                                            file, rep, given.offer(), known.connected())));
        }
    }

    /**
     * A state in which nobody has a lead any more.
     *
     * @param rows what the ledgers note of it
     */
    record Freed(RoutingState state, List<PoolRow> rows) {}

    /** As it would be if those who have the lead gave it up. */
    Freed freed(Lead lead, List<Given> open, Parting parting) {
        RoutingState next = books.state();
        List<PoolRow> rows = new ArrayList<>();
        for (Given given : open) {
            // Who was asked with others has no less room by it, and had no turn.
            if (given.isHeld()) {
                Withdrawal withdrawal =
                        Withdrawal.of(
                                configuration,
                                next,
                                lead,
                                new Withdrawal.Holder(
                                        given.offer().rep(),
                                        parting.credit() == null ? List.of() : given.turns(),
                                        String.valueOf(parting.credit())),
                                now);
                next = withdrawal.state();
                withdrawal.rows().forEach(row -> rows.add(new PoolRow(row.pool(), row.row())));
            }
        }
        return new Freed(next, rows);
    }

    /** Takes a lead from those who have it, or were asked, before it goes to somebody else. */
    void takeBack(Lead lead, List<Given> open, Freed freed, Decision next, Parting parting) {
        books.note(freed.rows());
        List<RepKey> taking =
                next.result() instanceof Assigned assigned ? assigned.reps() : List.of();
        String then = WhereItIs.after(next.result(), configuration);
        for (Given given : open) {
            leave(lead, given, parting, taking, then);
        }
    }

    /** One of those who have it, or were asked, has it no longer, and is told where it is now. */
    private void leave(Lead lead, Given given, Parting parting, List<RepKey> taking, String then) {
        RepKey rep = given.offer().rep();
        if (given.isHeld()) {
            books.loads().free(rep);
        }
        end(given, parting);
        String told = parting.told();
        if (told != null && !taking.contains(rep)) {
            String why = WhereItIs.sentence(told) + " " + then;
            configuration
                    .roster()
                    .rep(rep)
                    .ifPresent(each ->
                            books.tell(
                                    announcements.gone(
                                            lead,
                                            each,
                                            given.offer(),
                                            why.strip(),
                                            known.connected())));
        }
    }
}
