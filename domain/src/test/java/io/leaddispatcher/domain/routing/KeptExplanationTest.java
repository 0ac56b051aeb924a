package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Workspaces.account;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.policy.Policy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept of a decision is short, and the whole trace follows from it. */
class KeptExplanationTest {

    /** Every kind of field, and rules that match, find nobody, are switched off and passed over. */
    private static Workspaces full() {
        return workspace()
                .reps("mia", "ben")
                .rep("cem", "paused", true)
                .pool("away", "ROUND_ROBIN", List.of("cem"))
                .pool("emea", "ROUND_ROBIN", List.of("ben", "mia", "cem"))
                .team("emea", "members", List.of("mia"))
                .field("gpuCount", "NUMBER")
                .field("tags", "LIST")
                .field("renewal", "DATE")
                .field("place", "GEO")
                .list("strategic", "acme.de", "globex")
                .list("lost", "initech.test")
                .territory("dach", "countries", List.of("DE", "AT"))
                .segment("large", leaf("company.employees", "gte", 200))
                .tier("First")
                .rule("off", "disabled", true, "assign", object("reject", "never"))
                .rule(
                        "nobody",
                        "when",
                        leaf("company.domain", "in_list", "strategic"),
                        "assign",
                        object("pool", "away"),
                        "whenUnavailable",
                        "NEXT_TIER")
                .rule("over", "assign", object("reject", "never"))
                .tier("Second")
                .rule(
                        "not",
                        "when",
                        object(
                                "all",
                                List.of(
                                        leaf("custom.gpuCount", "gt", 8),
                                        leaf("custom.tags", "contains", "vip"),
                                        leaf("custom.renewal", "before", "2026-12-01"),
                                        leaf(
                                                "custom.place",
                                                "within_km",
                                                object("lat", 52, "lon", 13, "km", 30)),
                                        leaf("time.team.emea.open", "eq", true),
                                        leaf("time.lead.weekday", "eq", "TUE"),
                                        leaf("lead.receivedAt", "after", "2026-12-01"),
                                        leaf("company.name", "in_list", "lost"),
                                        leaf("history.openAssignment", "eq", true),
                                        leaf("contact.title", "matches", "^c.o$"))),
                        "assign",
                        object("reject", "never"))
                .rule(
                        "won",
                        "when",
                        object(
                                "any",
                                List.of(
                                        leaf("territory", "eq", "dach"),
                                        object("not", leaf("segment", "eq", "large")))),
                        "assign",
                        object("pool", "emea"))
                .rule("later", "assign", object("reject", "never"));
    }

    private static Decision decision(Workspaces workspace) {
        return workspace.decide(
                Workspaces.of(
                        account("acme"),
                        workspace.lead(
                                "company.country",
                                "DE",
                                "company.domain",
                                "acme.de",
                                "company.employees",
                                240,
                                "custom.gpuCount",
                                "8.50",
                                "custom.tags",
                                List.of("new", "VIP"),
                                "custom.renewal",
                                "2026-11-30",
                                "custom.place",
                                object("lat", 52, "lon", 13),
                                "contact.title",
                                "CTO")));
    }

    @Test
    void theTraceFollowsFromWhatWasKeptAndThePolicy() {
        Workspaces workspace = full();
        Decision decision = decision(workspace);

        Map<?, ?> kept = kept(decision);
        Policy policy = KeptExplanation.policy(kept, workspace.policyDocument()).orElseThrow();

        assertThat(plain(KeptExplanation.read(kept, policy).trace().toDocument()))
                .isEqualTo(plain(decision.trace().toDocument()));
    }

    @Test
    void itIsAsShortAsTheRulesThatMatched() {
        Map<?, ?> kept = kept(decision(full()));

        assertThat(kept.get("tried"))
                .asString()
                .contains("nobody", "won")
                .doesNotContain("off", "over", "not", "later");
        assertThat(KeptExplanation.is(kept)).isTrue();
    }

    @Test
    void whatHasBecomeOfFieldsAndListsSinceChangesNothing() {
        Workspaces workspace = full();
        Decision decision = decision(workspace);
        Map<?, ?> kept = kept(decision);

        Workspaces since = workspace.field("gpuCount", "TEXT").list("strategic", "other.test");
        Policy policy = KeptExplanation.policy(kept, since.policyDocument()).orElseThrow();

        assertThat(plain(KeptExplanation.read(kept, policy).trace().toDocument()))
                .isEqualTo(plain(decision.trace().toDocument()));
    }

    @Test
    void alsoOfALeadThatNoRuleTook() {
        Workspaces workspace =
                workspace()
                        .tier("Only")
                        .rule(
                                "us",
                                "when",
                                leaf("company.country", "eq", "US"),
                                "assign",
                                object("reject", "never"));
        Decision decision = workspace.decide("company.country", "DE");
        Map<?, ?> kept = kept(decision);
        Policy policy = KeptExplanation.policy(kept, workspace.policyDocument()).orElseThrow();

        assertThat(plain(KeptExplanation.read(kept, policy).trace().toDocument()))
                .isEqualTo(plain(decision.trace().toDocument()))
                .containsEntry("fallback", "no rule matched");
    }

    @Test
    void alsoWithoutAPolicy() {
        Decision decision = workspace().withoutPolicy().decide();

        assertThat(plain(KeptExplanation.read(kept(decision), null).trace().toDocument()))
                .isEqualTo(plain(decision.trace().toDocument()))
                .containsEntry("policyVersion", new BigDecimal(0));
        assertThat(workspace().withoutPolicy().configuration().policy(LeadKind.LEAD)).isEmpty();
    }

    @Test
    void aRuleThatThePolicyDoesNotHaveIsPassedOver() {
        Workspaces workspace = full();
        Map<?, ?> kept = kept(decision(workspace));
        Policy other =
                KeptExplanation.policy(kept, workspace().tier("Only").policyDocument())
                        .orElseThrow();

        assertThat(KeptExplanation.read(kept, other).tried()).isEmpty();
        assertThat(KeptExplanation.read(Map.of("facts", "nothing"), other).tried()).isEmpty();
        assertThat(KeptExplanation.is(Map.of("tiers", List.of()))).isFalse();
        assertThat(KeptExplanation.version(Map.of())).isZero();
        assertThat(KeptExplanation.policy(kept, Map.of())).isEmpty();
    }

    private static Map<?, ?> kept(Decision decision) {
        return plain(KeptExplanation.document(decision.explanation()));
    }

    /** As it comes back from being kept as JSON. */
    private static Map<String, @Nullable Object> plain(Map<?, ?> document) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        document.forEach((name, value) -> plain.put(String.valueOf(name), plainValue(value)));
        return plain;
    }

    private static @Nullable Object plainValue(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> plain(map);
            case Iterable<?> items -> {
                var list = new ArrayList<@Nullable Object>();
                items.forEach(item -> list.add(plainValue(item)));
                yield list;
            }
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            case null, default -> value;
        };
    }
}
