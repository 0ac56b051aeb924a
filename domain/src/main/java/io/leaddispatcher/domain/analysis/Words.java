package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.phrase.Phrase.Joint;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.Target;
import io.leaddispatcher.domain.policy.WhenUnavailable;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How people name the things that findings are about. */
final class Words {

    private static final int MOST_NAMES = 3;

    private final RoutingConfiguration configuration;

    Words(RoutingConfiguration configuration) {
        this.configuration = configuration;
    }

    static Phrase rule(RankedRule rule) {
        return Phrase.name(rule.rule().name());
    }

    /** {@code rule 'A'}, or {@code rules 'A' and 'B'}. */
    static Phrase rules(List<RankedRule> rules) {
        Phrase names = listed(rules.stream().map(Words::rule).toList());
        return rules.size() == 1
                ? Phrase.of("rule", "rule %s", names)
                : Phrase.of("rules", "rules %s", names);
    }

    static Phrase listed(List<Phrase> names) {
        List<Phrase> shown = new ArrayList<>(names.subList(0, Math.min(MOST_NAMES, names.size())));
        int more = names.size() - shown.size();
        if (more > 0) {
            shown.add(Phrase.of("more", "%s more", Phrase.plain(more)));
        }
        return Phrase.list(Joint.AND, shown);
    }

    Phrase pool(PoolKey key) {
        return Phrase.name(configuration.pool(key).map(Pool::name).orElse(key.value()));
    }

    Phrase queue(QueueKey key) {
        return Phrase.name(configuration.queue(key).map(Queue::name).orElse(key.value()));
    }

    /** Where rules send leads: {@code pool 'DACH', then queue 'Fallback'}. */
    Phrase targets(RankedRule rule) {
        return Phrase.list(Joint.THEN, rule.targets().stream().map(this::target).toList());
    }

    private Phrase target(Target target) {
        return switch (target) {
            case Target.AccountOwner(var parents) ->
                    parents
                            ? Phrase.of(
                                    "target.owner-above",
                                    "the owner of the account or of one above it")
                            : Phrase.of("target.owner", "the owner of the account");
            case Target.PreviousOwner _ ->
                    Phrase.of("target.previous", "whoever had the lead before");
            case Target.MeetingHost _ ->
                    Phrase.of("target.host", "whoever's calendar the meeting is in");
            case Target.SameCompany _ ->
                    Phrase.of("target.company", "whoever got the company's last lead");
            case Target.Rep(var rep) ->
                    Phrase.plain(
                            configuration.roster().rep(rep).map(Rep::name).orElse(rep.value()));
            case Target.Pool(var pool) -> Phrase.of("target.pool", "pool %s", pool(pool));
            case Target.Queue(var queue) -> Phrase.of("target.queue", "queue %s", queue(queue));
            case Target.Handoff(var type, var queue) ->
                    Phrase.of(
                            "target.handoff",
                            "%s by queue %s",
                            Phrase.of("handoff." + type, String.valueOf(type)),
                            queue(queue));
            case Target.Reject(var reason) ->
                    Phrase.of("target.reject", "nobody (rejected: %s)", Phrase.plain(reason));
        };
    }

    /** What leads do for which a rule finds nobody: {@code wait in queue 'Later'}. */
    Phrase whenUnavailable(Rule rule) {
        return switch (rule.whenUnavailable()) {
            case WhenUnavailable.NextRule _ ->
                    Phrase.of("then.next-rule", "go on to the next rule");
            case WhenUnavailable.NextTier _ ->
                    Phrase.of("then.next-tier", "go on to the next tier");
            case WhenUnavailable.AssignAnyway _ ->
                    Phrase.of("then.anyway", "are given to somebody all the same");
            case WhenUnavailable.ToQueue(var queue) ->
                    Phrase.of("then.queue", "wait in queue %s", queue(queue));
        };
    }

    /** What a lead says: {@code company.country DE, lead.score 80}. */
    static Phrase lead(Sample sample) {
        List<Phrase> said = new ArrayList<>();
        sample.body()
                .forEach((name, value) -> {
                    if (value instanceof Map<?, ?> section) {
                        section.forEach((key, inner) ->
                                said.add(value("%s.%s".formatted(name, key), plain(inner))));
                    } else if (!name.equals("externalId")) {
                        said.add(value(name, plain(value)));
                    }
                });
        return said.isEmpty()
                ? Phrase.of("lead.nothing", "nothing but who it is")
                : Phrase.list(Joint.COMMA, said);
    }

    private static Phrase value(String path, String value) {
        return Phrase.of("lead.value", "%s %s", new Phrase.Field(path), Phrase.plain(value));
    }

    private static String plain(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(" and "))
                : value.toString();
    }

    /** What an example shows, or why there is none to send. */
    static Map<String, Object> example(Sample sample) {
        return sample.isWholeInBody() ? sample.body() : Map.of();
    }

    static Phrase whyNoExample(Sample sample) {
        return sample.isWholeInBody()
                ? Phrase.nothing()
                : Phrase.of(
                        "no-example",
                        " There is no example: it takes a lead of an account that you know, or one"
                                + " with a history.");
    }
}
