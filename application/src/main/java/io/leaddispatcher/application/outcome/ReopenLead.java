package io.leaddispatcher.application.outcome;

import com.google.common.collect.Sets;
import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.WorkActor;
import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.outcome.port.Outcomes;
import io.leaddispatcher.application.outcome.port.Outcomes.Told;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.LeadTurns;
import io.leaddispatcher.application.routing.Voice;
import io.leaddispatcher.application.routing.port.TrackRecords;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.outcome.Outcome;
import io.leaddispatcher.domain.outcome.OutcomeType;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The work on a lead was called over by mistake. What ended it is taken back: it stays in the story
 * and counts no longer. Whoever had accepted the lead goes on with it, as far as they are there and
 * have room; otherwise the policy decides it again.
 *
 * <p>The document may say the {@code reason}, and {@code rep} when it is done on somebody's behalf.
 */
@UseCase
public final class ReopenLead {

    private static final int LONGEST_REASON = 500;

    private record Wish(@Nullable RepKey onBehalfOf, @Nullable String reason) {

        static Wish read(Map<String, ?> sent) {
            Violations violations = new Violations();
            Part document = Part.root(sent, violations);
            RepKey rep =
                    document.property("rep")
                            .flatMap(part -> part.parsed("rep " + Key.ALLOWED, RepKey::new))
                            .orElse(null);
            String reason =
                    document.property("reason")
                            .flatMap(part -> part.asText(LONGEST_REASON))
                            .orElse(null);
            document.refuseUnknown();
            violations.refuseIfAny();
            return new Wish(rep, reason);
        }
    }

    /**
     * How the work on a lead has ended.
     *
     * @param latest by which somebody had it last; null when nobody ever had, or nobody when it
     *     ended
     * @param accepted whether they had accepted it
     * @param ending what is said to have ended it
     * @param all what was told of the latest assignment, with what has ended it
     */
    private record Ending(
            @Nullable Given latest, boolean accepted, List<Told> ending, List<Outcome> all) {

        /** The pools in which it is a turn again, once what has ended it is taken back. */
        Set<PoolKey> taking(RoutingConfiguration configuration) {
            Given ended = ended();
            List<Outcome> rest = all.stream().filter(each -> !each.type().concludes()).toList();
            return ended == null
                    ? Set.of()
                    : ended.givenBack().stream()
                            .flatMap(key -> configuration.pool(key).stream())
                            .filter(pool -> pool.givesBack(all) && !pool.givesBack(rest))
                            .map(Pool::key)
                            .collect(Collectors.toUnmodifiableSet());
        }

        /** By which somebody had it when the work ended; null when nobody had. */
        @Nullable Given ended() {
            return latest != null && latest.state() == AssignmentState.COMPLETED ? latest : null;
        }

        @Nullable RepKey holder() {
            Given ended = ended();
            return ended == null ? null : ended.offer().rep();
        }
    }

    /**
     * What came of it.
     *
     * @param ending null when nothing has changed
     * @param resumed whether its rep goes on with it; else it was decided again
     * @param taken the pools in which it is a turn again
     */
    private record Reopened(
            ActOutcome outcome, @Nullable Ending ending, boolean resumed, Set<PoolKey> taken) {

        static Reopened only(ActOutcome outcome) {
            return new Reopened(outcome, null, false, Set.of());
        }
    }

    private final LeadTurns turns;
    private final Assignments assignments;
    private final Outcomes outcomes;
    private final TrackRecords records;
    private final AuditTrail trail;
    private final InstantSource clock;

    public ReopenLead(
            LeadTurns turns,
            Assignments assignments,
            Outcomes outcomes,
            TrackRecords records,
            AuditTrail trail,
            InstantSource clock) {
        this.turns = turns;
        this.assignments = assignments;
        this.outcomes = outcomes;
        this.records = records;
        this.trail = trail;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<ActOutcome> handle(Act act) {
        return Mono.defer(() -> {
            WorkRight right = WorkRight.of(act.caller());
            return turns.act(
                            act.caller().tenant(),
                            act.lead(),
                            ending(act),
                            (turn, ending) -> reopen(act, right, turn, ending),
                            reopened -> keep(act, reopened))
                    .map(Reopened::outcome)
                    .defaultIfEmpty(new ActOutcome.Unknown());
        });
    }

    private Mono<Ending> ending(Act act) {
        TenantId tenant = act.caller().tenant();
        return assignments
                .latest(tenant, act.lead())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .zipWhen(_ -> outcomes.concluding(tenant, act.lead()).collectList())
                .flatMap(found -> {
                    List<Told> ending = lastEnding(found.getT2());
                    Given given =
                            found.getT1().filter(latest -> isEndedBy(ending, latest)).orElse(null);
                    return given == null
                            ? Mono.just(new Ending(null, false, ending, List.of()))
                            : assignments
                                    .wasAccepted(tenant, given.offer().id())
                                    .zipWhen(_ ->
                                            outcomes.of(tenant, given.offer().id()).collectList())
                                    .map(both ->
                                            new Ending(given, both.getT1(), ending, both.getT2()));
                });
    }

    /** What ended the work before that, by another assignment, stays: whoever it was came again. */
    private static List<Told> lastEnding(List<Told> told) {
        return told.stream()
                .filter(each -> Objects.equals(each.assignment(), told.getLast().assignment()))
                .toList();
    }

    private static boolean isEndedBy(List<Told> ending, Given latest) {
        return ending.isEmpty() || latest.offer().id().equals(ending.getLast().assignment());
    }

    private static Reopened reopen(Act act, WorkRight right, LeadTurn turn, Ending ending) {
        RepKey holder = ending.holder();
        if (!covers(right, turn, holder)) {
            if (right.hearsOfAll()) {
                throw WorkRight.ofAnotherTeam(act.caller());
            }
            return Reopened.only(new ActOutcome.Unknown());
        }
        Wish wish = Wish.read(act.document());
        if (wish.onBehalfOf() != null && !wish.onBehalfOf().equals(holder)) {
            return Reopened.only(new ActOutcome.HeldByAnother(holder));
        }
        if (turn.survivor().isPresent()) {
            return Reopened.only(new ActOutcome.PartOfAnother());
        }
        return switch (turn.file().status()) {
            case NEW -> Reopened.only(new ActOutcome.NotRouted());
            case ASSIGNED, QUEUED, REJECTED -> Reopened.only(new ActOutcome.GoesOn());
            case COMPLETED ->
                    // What its CRM has merged or converted is over there.
                    ending.ending().isEmpty()
                            ? Reopened.only(new ActOutcome.Over())
                            : reopen(act, wish, turn, ending);
        };
    }

    private static boolean covers(WorkRight right, LeadTurn turn, @Nullable RepKey holder) {
        return holder != null
                ? right.covers(holder, turn.configuration().roster())
                : right.coversUnheld(null, List.of(), null, turn.configuration().roster());
    }

    private static Reopened reopen(Act act, Wish wish, LeadTurn turn, Ending ending) {
        Given ended = ending.ended();
        Rep rep = ended == null || !ending.accepted() ? null : ready(turn, ended);
        Voice voice =
                new Voice(WorkActor.label(act.caller().actor(), ending.holder()), act.channel());
        turn.tell("LEAD_REOPENED", voice, story(wish, ending, rep));
        if (ended != null && rep != null) {
            boolean own =
                    act.caller().actor().ownRep().filter(rep.key().value()::equals).isPresent();
            Set<PoolKey> taking = ending.taking(turn.configuration());
            turn.resume(
                    ended, rep, taking, own ? null : "It was reopened: the work on it goes on.");
            return new Reopened(new ActOutcome.Done(), ending, true, taking);
        }
        turn.anew(ended);
        return new Reopened(new ActOutcome.Done(), ending, false, Set.of());
    }

    /** Who can go on with it; null: nobody. */
    private static @Nullable Rep ready(LeadTurn turn, Given ended) {
        return turn.configuration()
                .roster()
                .rep(ended.offer().rep())
                .filter(Rep::active)
                .filter(rep -> turn.hasRoom(rep, ended))
                .orElse(null);
    }

    private static Map<String, Object> story(Wish wish, Ending ending, @Nullable Rep rep) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put(
                "outcomes",
                ending.ending().stream().map(told -> told.outcome().type().name()).toList());
        if (rep != null) {
            detail.put("rep", rep.key().value());
        }
        if (wish.reason() != null) {
            detail.put("reason", wish.reason());
        }
        return detail;
    }

    private Mono<Void> keep(Act act, Reopened reopened) {
        Ending ending = reopened.ending();
        if (ending == null) {
            return Mono.empty();
        }
        TenantId tenant = act.caller().tenant();
        Instant now = clock.instant();
        return outcomes.withdraw(
                        tenant,
                        ending.ending().stream().map(Told::id).toList(),
                        act.caller().actor().label(),
                        now)
                .then(Mono.defer(() -> uncount(tenant, ending)))
                .then(Mono.defer(() -> settle(tenant, ending, reopened)))
                .then(
                        Mono.defer(() ->
                                trail.append(
                                        tenant,
                                        AuditEntry.by(
                                                act.caller().actor(),
                                                AuditAction.LEAD_REOPENED,
                                                "lead:" + act.lead(),
                                                Map.of(
                                                        "outcomes",
                                                        ending.ending().stream()
                                                                .map(told ->
                                                                        told.outcome()
                                                                                .type()
                                                                                .name())
                                                                .toList())))));
    }

    /** What its rep's record counts of it. */
    private Mono<Void> uncount(TenantId tenant, Ending ending) {
        Given ended = ending.ended();
        PoolKey pool = ended == null ? null : ended.offer().pool();
        if (ended == null || pool == null) {
            return Mono.empty();
        }
        List<OutcomeType> told =
                ending.ending().stream()
                        .filter(each -> ended.offer().id().equals(each.assignment()))
                        .map(Told::outcome)
                        .map(Outcome::type)
                        .toList();
        return told.isEmpty()
                ? Mono.empty()
                : records.takeBack(
                        tenant,
                        new TrackRecords.Addition(
                                pool,
                                ended.offer().rep(),
                                ended.offer().segments(),
                                TrackRecords.Addition.month(ended.offer().offeredAt()),
                                1,
                                told.contains(OutcomeType.WON) ? 1 : 0));
    }

    private Mono<Void> settle(TenantId tenant, Ending ending, Reopened reopened) {
        Given ended = ending.ended();
        if (ended == null) {
            return Mono.empty();
        }
        UUID assignment = ended.offer().id();
        return reopened.resumed()
                ? assignments
                        .resume(tenant, assignment)
                        .then(
                                assignments.givenBack(
                                        tenant,
                                        assignment,
                                        Set.copyOf(
                                                Sets.difference(
                                                        ended.givenBack(), reopened.taken())),
                                        clock.instant()))
                // It is no turn of whoever had it any more.
                : assignments.givenBack(
                        tenant, assignment, Set.copyOf(ended.offer().turns()), clock.instant());
    }
}
