package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The policy that is looked at, its workspace, and the means to reason about both. */
final class Subject {

    private final Policy policy;
    private final RoutingConfiguration configuration;
    private final LeadKind kind;
    private final Instant now;
    private final FieldDomains domains;
    private final SampleMaker maker;
    private final Search search;
    private final Reach reach;
    private final Ranking ranking;
    private final List<RankedRule> rules;
    private final Words words;
    private final Map<RankedRule, Reach.Answer> reached = new HashMap<>();

    Subject(
            Policy policy,
            LeadKind kind,
            RoutingConfiguration configuration,
            Instant now,
            int steps) {
        this.policy = policy;
        this.configuration = configuration;
        this.kind = kind;
        this.now = now;
        Spelling spelling = new Spelling();
        policy.rules().forEach(rule -> spelling.learn(rule.when()));
        configuration.segments().forEach(segment -> spelling.learn(segment.when()));
        domains = new FieldDomains(configuration, kind, now);
        maker = new SampleMaker(configuration, kind, now, spelling);
        search = new Search(domains, maker, steps);
        reach = new Reach(search, configuration);
        ranking = new Ranking(configuration);
        rules = ranking.of(policy);
        words = new Words(configuration);
    }

    Policy policy() {
        return policy;
    }

    RoutingConfiguration configuration() {
        return configuration;
    }

    LeadKind kind() {
        return kind;
    }

    Instant now() {
        return now;
    }

    FieldDomains domains() {
        return domains;
    }

    SampleMaker maker() {
        return maker;
    }

    Search search() {
        return search;
    }

    Reach reach() {
        return reach;
    }

    Ranking ranking() {
        return ranking;
    }

    List<RankedRule> rules() {
        return rules;
    }

    Words words() {
        return words;
    }

    /** A lead that comes to a rule past all that stand before it. */
    Reach.Answer reaching(RankedRule rule) {
        return reached.computeIfAbsent(
                rule, wanted -> reach.find(List.of(wanted), keepersBefore(wanted)));
    }

    /** The rules that keep leads from coming to this one. */
    List<RankedRule> keepersBefore(RankedRule rule) {
        return rules.subList(0, rule.rank()).stream()
                .filter(earlier -> earlier.keepsFrom(rule))
                .toList();
    }

    /** Whether a lead comes to a rule and is asked for by it. */
    boolean comesTo(RankedRule rule, Sample sample) {
        return rule.matches(sample, configuration)
                && reach.first(keepersBefore(rule), sample).isEmpty();
    }
}
