package io.leaddispatcher.domain.analysis;

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

    static String rule(RankedRule rule) {
        return quoted(rule.rule().name());
    }

    static String quoted(String name) {
        return "'%s'".formatted(name);
    }

    /** {@code rule 'A'}, or {@code rules 'A' and 'B'}. */
    static String rules(List<RankedRule> rules) {
        List<String> names = rules.stream().map(Words::rule).toList();
        return (names.size() == 1 ? "rule " : "rules ") + listed(names);
    }

    static String listed(List<String> names) {
        List<String> shown = new ArrayList<>(names.subList(0, Math.min(MOST_NAMES, names.size())));
        int more = names.size() - shown.size();
        String last = more > 0 ? "%d more".formatted(more) : shown.removeLast();
        return shown.isEmpty() ? last : String.join(", ", shown) + " and " + last;
    }

    String pool(PoolKey key) {
        return quoted(configuration.pool(key).map(Pool::name).orElse(key.value()));
    }

    String queue(QueueKey key) {
        return quoted(configuration.queue(key).map(Queue::name).orElse(key.value()));
    }

    /** Where rules send leads: {@code pool 'DACH', then queue 'Fallback'}. */
    String targets(RankedRule rule) {
        return rule.targets().stream().map(this::target).collect(Collectors.joining(", then "));
    }

    private String target(Target target) {
        return switch (target) {
            case Target.AccountOwner(var parents) ->
                    parents
                            ? "the owner of the account or of one above it"
                            : "the owner of the account";
            case Target.PreviousOwner _ -> "whoever had the lead before";
            case Target.MeetingHost _ -> "whoever's calendar the meeting is in";
            case Target.SameCompany _ -> "whoever got the company's last lead";
            case Target.Rep(var rep) ->
                    configuration.roster().rep(rep).map(Rep::name).orElse(rep.value());
            case Target.Pool(var pool) -> "pool " + pool(pool);
            case Target.Queue(var queue) -> "queue " + queue(queue);
            case Target.Handoff(var type, var queue) ->
                    "%s by queue %s".formatted(type, queue(queue));
            case Target.Reject(var reason) -> "nobody (rejected: %s)".formatted(reason);
        };
    }

    /** What leads do for which a rule finds nobody: {@code wait in queue 'Later'}. */
    String whenUnavailable(Rule rule) {
        return switch (rule.whenUnavailable()) {
            case WhenUnavailable.NextRule _ -> "go on to the next rule";
            case WhenUnavailable.NextTier _ -> "go on to the next tier";
            case WhenUnavailable.AssignAnyway _ -> "are given to somebody all the same";
            case WhenUnavailable.ToQueue(var queue) -> "wait in queue " + queue(queue);
        };
    }

    /** What a lead says: {@code company.country DE, lead.score 80}. */
    static String lead(Sample sample) {
        List<String> said = new ArrayList<>();
        sample.body()
                .forEach((name, value) -> {
                    if (value instanceof Map<?, ?> section) {
                        section.forEach((key, inner) ->
                                said.add("%s.%s %s".formatted(name, key, plain(inner))));
                    } else if (!name.equals("externalId")) {
                        said.add("%s %s".formatted(name, plain(value)));
                    }
                });
        return said.isEmpty() ? "nothing but who it is" : String.join(", ", said);
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

    static String whyNoExample(Sample sample) {
        return sample.isWholeInBody()
                ? ""
                : " There is no example: it takes a lead of an account that you know, or one with a"
                        + " history.";
    }
}
