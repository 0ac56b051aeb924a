package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.Ring;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.SkillRequirement;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.policy.Tier;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts the rules that are switched on in their order and looks at where they send leads. */
final class Ranking {

    private final RoutingConfiguration configuration;
    private final Translation translation;

    Ranking(RoutingConfiguration configuration) {
        this.configuration = configuration;
        this.translation = new Translation(configuration);
    }

    List<RankedRule> of(Policy policy) {
        List<RankedRule> ranked = new ArrayList<>();
        for (int tier = 0; tier < policy.tiers().size(); tier++) {
            Tier rules = policy.tiers().get(tier);
            List<RankedRule> cutters = new ArrayList<>();
            for (int place = 0; place < rules.rules().size(); place++) {
                Rule rule = rules.rules().get(place);
                if (!rule.disabled()) {
                    RankedRule next = ranked(rule, tier, place, ranked.size(), cutters);
                    ranked.add(next);
                    if (next.sendsToNextTier() && !next.isSure()) {
                        cutters.add(next);
                    }
                }
            }
        }
        return ranked;
    }

    private RankedRule ranked(Rule rule, int tier, int place, int rank, List<RankedRule> cutters) {
        List<Formula> passes = new ArrayList<>();
        passes.add(translation.of(rule.when(), false));
        cutters.forEach(cutter -> passes.add(cutter.holds()));
        return new RankedRule(
                rule,
                tier,
                place,
                rank,
                translation.of(rule.when(), true),
                Formula.or(passes),
                cutters,
                rule.rings().stream().allMatch(ring -> isDeadPool(ring.assign())),
                rule.rings().stream().anyMatch(ring -> isSure(rule, ring)));
    }

    private boolean isDeadPool(Target target) {
        return target instanceof Target.Pool(var key) && isDead(key);
    }

    /** Whether nobody in a pool can have a lead, now or later, as long as nobody changes it. */
    boolean isDead(PoolKey pool) {
        return active(pool).findAny().isEmpty();
    }

    /** The members of a pool who have not left. */
    Stream<Rep> active(PoolKey key) {
        return configuration.pool(key).map(Pool::members).stream()
                .flatMap(List::stream)
                .flatMap(member -> active(member.rep()).stream());
    }

    private Optional<Rep> active(RepKey rep) {
        return configuration.roster().rep(rep).filter(Rep::active);
    }

    private boolean isSure(Rule rule, Ring ring) {
        if (ring.skip().isPresent()) {
            return false;
        }
        List<SkillRequirement> skills =
                Stream.concat(rule.skills().stream(), ring.skills().stream()).toList();
        return switch (ring.assign()) {
            case Target.AccountOwner _,
                    Target.PreviousOwner _,
                    Target.SameCompany _,
                    Target.MeetingHost _ ->
                    false;
            case Target.Rep(var rep) -> active(rep).filter(one -> has(one, skills)).isPresent();
            case Target.Pool(var pool) -> active(pool).anyMatch(rep -> has(rep, skills));
            case Target.Queue _, Target.Handoff _, Target.Reject _ -> true;
        };
    }

    private static boolean has(Rep rep, List<SkillRequirement> skills) {
        return skills.stream()
                .allMatch(skill ->
                        rep.hasAnySkill(
                                skill.skill(),
                                skill.anyOf().stream().map(TextFolding::fold).toList()));
    }
}
