package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.policy.SkillRequirement;
import io.leaddispatcher.domain.pool.Candidate;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.SkillMatch;
import io.leaddispatcher.domain.pool.Strategy;
import io.leaddispatcher.domain.roster.Availability;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Respect;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may take the lead at hand, and what speaks against the others. */
final class Candidacy {

    /**
     * What "assign anyway" overlooks. Inactivity, capacity, a decline and missing skills always
     * count.
     */
    private static final Set<UnavailabilityReason> ABSENCE =
            EnumSet.of(
                    UnavailabilityReason.PAUSED,
                    UnavailabilityReason.OUT_OF_HOURS,
                    UnavailabilityReason.HOLIDAY,
                    UnavailabilityReason.OUT_OF_OFFICE,
                    UnavailabilityReason.CALENDAR_BUSY);

    private final RoutingConfiguration configuration;
    private final LeadContext context;
    private final LeadFacts facts;
    private final RoutingState state;
    private final Instant at;
    private final List<SkillRequirement> skills;
    private final boolean overlookAbsence;

    Candidacy(
            RoutingConfiguration configuration,
            LeadContext context,
            LeadFacts facts,
            RoutingState state,
            Instant at) {
        this(configuration, context, facts, state, at, List.of(), false);
    }

    private Candidacy(
            RoutingConfiguration configuration,
            LeadContext context,
            LeadFacts facts,
            RoutingState state,
            Instant at,
            List<SkillRequirement> skills,
            boolean overlookAbsence) {
        this.configuration = configuration;
        this.context = context;
        this.facts = facts;
        this.state = state;
        this.at = at;
        this.skills = skills;
        this.overlookAbsence = overlookAbsence;
    }

    Candidacy requiring(List<SkillRequirement> required) {
        return new Candidacy(
                configuration, context, facts, state, at, List.copyOf(required), overlookAbsence);
    }

    Candidacy overlookingAbsence() {
        return new Candidacy(configuration, context, facts, state, at, skills, true);
    }

    /** By a text that may be no key at all: owners come from CRMs. */
    Optional<Rep> rep(String key) {
        return Key.isValid(key) ? configuration.roster().rep(new RepKey(key)) : Optional.empty();
    }

    /** Who stands in for a rep who is out of office. */
    Optional<Rep> delegateOf(Rep rep) {
        return rep.delegateAt(at).flatMap(configuration.roster()::rep);
    }

    CandidateTrace trace(Rep rep) {
        return trace(rep, Respect.ALL, List.of());
    }

    CandidateTrace trace(Rep rep, Pool pool) {
        // Under BEST_MATCH the same list ranks instead of filtering.
        List<SkillMatch> filters =
                pool.strategy() == Strategy.BEST_MATCH ? List.of() : pool.skillMatch();
        return trace(rep, pool.respect(), filters);
    }

    Candidate candidate(Rep rep, Pool pool) {
        return new Candidate(
                rep.key(),
                state.workload(rep.key()).open(),
                rep.capacity().open(),
                (int) pool.skillMatch().stream().filter(match -> matches(rep, match)).count());
    }

    private CandidateTrace trace(Rep rep, Set<Respect> respected, List<SkillMatch> filters) {
        List<UnavailabilityReason> reasons =
                new ArrayList<>(
                        Availability.reasonsAgainst(
                                rep,
                                configuration.roster(),
                                at,
                                state.workload(rep.key()),
                                respected));
        if (context.declinedBy().contains(rep.key())) {
            reasons.add(UnavailabilityReason.DECLINED_BEFORE);
        }
        if (!skills.stream().allMatch(required -> meets(rep, required))
                || !filters.stream().allMatch(match -> mayMatch(rep, match))) {
            reasons.add(UnavailabilityReason.SKILL_MISMATCH);
        }
        if (overlookAbsence) {
            reasons.removeAll(ABSENCE);
        }
        return new CandidateTrace(rep.key().value(), reasons, false, null);
    }

    private static boolean meets(Rep rep, SkillRequirement required) {
        return rep.hasAnySkill(
                required.skill(), required.anyOf().stream().map(TextFolding::fold).toList());
    }

    /** A lead that misses the field filters nobody. */
    private boolean mayMatch(Rep rep, SkillMatch match) {
        return facts.value(match.field()).isEmpty() || matches(rep, match);
    }

    private boolean matches(Rep rep, SkillMatch match) {
        return facts.value(match.field())
                .map(value -> rep.hasAnySkill(match.skill(), folded(value)))
                .orElse(false);
    }

    private static Collection<String> folded(FieldValue value) {
        return switch (value) {
            case FieldValue.Text(var text) -> List.of(TextFolding.fold(text));
            case FieldValue.Items(var items) -> items.stream().map(TextFolding::fold).toList();
            case FieldValue.Number(var number) ->
                    List.of(number.stripTrailingZeros().toPlainString());
            case FieldValue.Bool(boolean bool) -> List.of(Boolean.toString(bool));
            case FieldValue.Day(var day) -> List.of(day.toString());
            case FieldValue.Moment(var instant) -> List.of(instant.toString());
            case FieldValue.Geo _ -> List.of();
        };
    }
}
