package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.SkillRequirement;
import io.leaddispatcher.domain.pool.Candidate;
import io.leaddispatcher.domain.pool.Performance;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.SkillMatch;
import io.leaddispatcher.domain.pool.Strategy;
import io.leaddispatcher.domain.roster.Availability;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Respect;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.domain.routing.Lineup.Standby;
import io.leaddispatcher.domain.routing.Trace.CandidateTrace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who may take the lead at hand, and what speaks against the others. */
final class Candidacy {

    /**
     * What "assign anyway" overlooks. Inactivity, capacity, a decline and missing skills always
     * count.
     */
    static final Set<UnavailabilityReason> ABSENCE =
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
    private final Lineup lineup;
    private final Terms terms;

    /** Values of a skill of which a rep must have one, folded. */
    private record Asked(String skill, List<String> folded) {

        boolean isMetBy(Rep rep) {
            return rep.hasAnySkill(skill, folded);
        }
    }

    /**
     * What is asked of a rep.
     *
     * @param required skills without which a rep may not have the lead
     * @param welcome skills that put one rep before another
     */
    private record Terms(
            Set<Respect> respected,
            List<Asked> required,
            List<Asked> welcome,
            boolean overlookAbsence) {}

    Candidacy(
            RoutingConfiguration configuration,
            LeadContext context,
            LeadFacts facts,
            RoutingState state,
            Lineup lineup) {
        this(
                configuration,
                context,
                facts,
                state,
                lineup,
                new Terms(Respect.ALL, List.of(), List.of(), false));
    }

    private Candidacy(
            RoutingConfiguration configuration,
            LeadContext context,
            LeadFacts facts,
            RoutingState state,
            Lineup lineup,
            Terms terms) {
        this.configuration = configuration;
        this.context = context;
        this.facts = facts;
        this.state = state;
        this.lineup = lineup;
        this.terms = terms;
    }

    Candidacy requiring(List<SkillRequirement> skills) {
        if (skills.isEmpty() && terms.required().isEmpty()) {
            return this;
        }
        List<Asked> required =
                skills.stream()
                        .map(skill -> new Asked(skill.skill(), folded(skill.anyOf())))
                        .toList();
        return on(new Terms(terms.respected(), required, terms.welcome(), terms.overlookAbsence()));
    }

    Candidacy overlookingAbsence() {
        return on(new Terms(terms.respected(), terms.required(), terms.welcome(), true));
    }

    /** As this pool looks at its members. */
    Candidacy in(Pool pool) {
        List<Asked> matching = asked(pool.skillMatch());
        // Under BEST_MATCH the same list ranks instead of filtering.
        boolean ranks = pool.strategy() == Strategy.BEST_MATCH;
        List<Asked> required =
                ranks || matching.isEmpty()
                        ? terms.required()
                        : Stream.concat(terms.required().stream(), matching.stream()).toList();
        return on(
                new Terms(
                        pool.respect(),
                        required,
                        ranks ? matching : List.of(),
                        terms.overlookAbsence()));
    }

    private Candidacy on(Terms other) {
        return new Candidacy(configuration, context, facts, state, lineup, other);
    }

    /** By a text that may be no key at all: owners come from CRMs. */
    Optional<Rep> rep(String key) {
        return Key.isValid(key) ? configuration.roster().rep(new RepKey(key)) : Optional.empty();
    }

    /** The members of a pool, in the order of its list. */
    List<Standby> membersOf(Pool pool) {
        return lineup.of(pool, state);
    }

    /** Members of a pool who could have a lead of it now, whatever is asked for the one at hand. */
    List<Candidate> availableOf(Pool pool) {
        List<Candidate> available = new ArrayList<>();
        for (Standby member : membersOf(pool)) {
            Rep rep = member.rep();
            Workload workload = workload(member);
            if (member.absence().isEmpty()
                    && Availability.load(rep, lineup.at(), workload, pool.respect(), kind())
                            .isEmpty()) {
                available.add(candidate(rep, workload));
            }
        }
        return available;
    }

    /** Who stands in for a rep who is out of office; nobody does for one who has left. */
    Optional<Rep> delegateOf(Rep rep) {
        return rep.active()
                ? rep.delegateAt(lineup.at()).flatMap(configuration.roster()::rep)
                : Optional.empty();
    }

    private LeadKind kind() {
        return context.lead().kind();
    }

    /** What somebody is busy with. */
    Workload workload(Standby standby) {
        return state.workload(standby.rep().key(), standby.before());
    }

    /** What the members of a pool have made of leads like this one, where the pool asks for it. */
    Performance performance(Pool pool) {
        if (pool.strategy() != Strategy.PERFORMANCE) {
            return Performance.UNKNOWN;
        }
        Performance known = state.performances(pool.key()).forLead(LeadSegments.of(facts));
        // The words go into messages: a segment that tells of something sensitive has no name
        // there.
        return configuration.tells("segment") ? known.unnamed() : known;
    }

    Candidate candidate(Rep rep, Workload workload) {
        return new Candidate(rep.key(), workload.open(), rep.capacity().open(), skillScore(rep));
    }

    private int skillScore(Rep rep) {
        int score = 0;
        for (Asked asked : terms.welcome()) {
            if (asked.isMetBy(rep)) {
                score++;
            }
        }
        return score;
    }

    CandidateTrace trace(Rep rep) {
        Standby standby = lineup.of(rep, state);
        return trace(standby, workload(standby));
    }

    CandidateTrace trace(Standby standby, Workload workload) {
        Rep rep = standby.rep();
        List<UnavailabilityReason> load =
                Availability.load(rep, lineup.at(), workload, terms.respected(), kind());
        boolean declined = context.declinedBy().contains(rep.key());
        boolean hadIt = context.hadLast().contains(rep.key());
        boolean unskilled = !hasRequiredSkills(rep);
        boolean overlooked = terms.overlookAbsence() && !standby.absence().isEmpty();
        if (load.isEmpty() && !declined && !hadIt && !unskilled && !overlooked) {
            return standby.trace();
        }
        List<UnavailabilityReason> reasons = new ArrayList<>(standby.absence());
        reasons.addAll(load);
        if (declined) {
            reasons.add(UnavailabilityReason.DECLINED_BEFORE);
        }
        if (hadIt) {
            reasons.add(UnavailabilityReason.HAD_IT_LAST);
        }
        if (unskilled) {
            reasons.add(UnavailabilityReason.SKILL_MISMATCH);
        }
        if (terms.overlookAbsence()) {
            reasons.removeAll(ABSENCE);
        }
        return new CandidateTrace(rep.key().value(), reasons, false, null);
    }

    private boolean hasRequiredSkills(Rep rep) {
        for (Asked asked : terms.required()) {
            if (!asked.isMetBy(rep)) {
                return false;
            }
        }
        return true;
    }

    private List<Asked> asked(List<SkillMatch> matches) {
        return matches.isEmpty()
                ? List.of()
                : matches.stream().flatMap(match -> asked(match).stream()).toList();
    }

    /** Empty where the lead misses the field, which then filters and ranks nobody. */
    private Optional<Asked> asked(SkillMatch match) {
        return facts.value(match.field())
                .map(value -> new Asked(match.skill(), folded(texts(value))))
                .filter(asked -> !asked.folded().isEmpty());
    }

    private static Collection<String> texts(FieldValue value) {
        return value instanceof FieldValue.Items(var items)
                ? items
                : FieldType.TEXT.read(value).stream()
                        .map(text -> ((FieldValue.Text) text).text())
                        .toList();
    }

    private static List<String> folded(Collection<String> texts) {
        return texts.stream().map(TextFolding::fold).filter(text -> !text.isEmpty()).toList();
    }
}
