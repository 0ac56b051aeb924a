package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.policy.PolicyFixtures.KNOWN;
import static io.leaddispatcher.domain.policy.PolicyFixtures.codes;
import static io.leaddispatcher.domain.policy.PolicyFixtures.condition;
import static io.leaddispatcher.domain.policy.PolicyFixtures.leaf;
import static io.leaddispatcher.domain.policy.PolicyFixtures.list;
import static io.leaddispatcher.domain.policy.PolicyFixtures.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.ReferenceKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyReaderTest extends PolicyReading {

    @Test
    void aPolicySaysHowToRerouteAndOffer() {
        Map<String, @Nullable Object> document =
                policy(rule(), rule("id", "own", "offer", object("mode", "BROADCAST")));
        document.put("reroute", object("max", 3, "lock", "PT30M"));
        document.put("offer", object("ttl", "PT1M"));
        Policy policy = read(document);

        var exclusive = new Offer(Offer.Mode.EXCLUSIVE, Duration.ofMinutes(1), 3);
        var broadcast = new Offer(Offer.Mode.BROADCAST, null, 3);
        assertThat(policy.reroute()).isEqualTo(new Reroute(3, Duration.ofMinutes(30)));
        assertThat(policy.offer()).isEqualTo(exclusive);
        assertThat(policy.offerOf(policy.rule("r").orElseThrow())).isEqualTo(exclusive);
        assertThat(policy.offerOf(policy.rule("own").orElseThrow())).isEqualTo(broadcast);
        assertThat(policy.rule("none")).isEmpty();
    }

    @Test
    void idsAreRequiredWellFormedAndUnique() {
        refused(object("assign", FALLBACK), "REQUIRED /tiers/0/rules/0/id");
        refused(rule("id", " "), "REQUIRED /tiers/0/rules/0/id");
        refused(rule("id", 7), "WRONG_TYPE /tiers/0/rules/0/id");
        refused(rule("id", "a b"), "MALFORMED /tiers/0/rules/0/id");
        refused(rule("id", "x".repeat(65)), "MALFORMED /tiers/0/rules/0/id");
        refused("rule", "WRONG_TYPE /tiers/0/rules/0");
        assertThat(read(policy(rule("id", "-a_B.9" + "x".repeat(58)))).rules()).hasSize(1);

        var twice =
                object(
                        "tiers",
                        list(
                                object("name", "One", "rules", list(rule())),
                                object("name", "Two", "rules", list(rule()))),
                        "fallback",
                        FALLBACK);
        assertThat(violations(twice))
                .containsExactly(
                        new Violation(
                                "/tiers/1/rules/0/id",
                                Violation.Code.DUPLICATE,
                                "rule 'r': another rule has the same id",
                                "r"));
    }

    @Test
    void violationsNameTheRuleAndStandWhereTheDocumentStands() {
        var violations = new Violations();
        var bad = policy(rule("sla", "cold"));
        bad.remove("fallback");
        Part part = Part.root(object("policy", bad), violations).property("policy").orElseThrow();
        assertThat(PolicyReader.read(part, KNOWN)).isEmpty();

        assertThat(violations.list())
                .containsExactly(
                        new Violation(
                                "/policy/tiers/0/rules/0/sla",
                                Violation.Code.UNKNOWN_REFERENCE,
                                "rule 'r': there is no SLA policy 'cold'",
                                "r"),
                        new Violation(
                                "/policy/fallback",
                                Violation.Code.REQUIRED,
                                "'fallback' is required"));
    }

    @Test
    void partsOfAPolicyAreChecked() {
        assertThat(codes(violations("x"))).containsExactly("WRONG_TYPE ");
        assertThat(
                        codes(
                                violations(
                                        object(
                                                "schema",
                                                "v2",
                                                "tiers",
                                                list("x", object()),
                                                "fallback",
                                                "fallback",
                                                "reroute",
                                                object("max", -1, "lock", "x", "y", 1),
                                                "offer",
                                                5,
                                                "more",
                                                1))))
                .containsExactly(
                        "OUT_OF_RANGE /schema",
                        "WRONG_TYPE /tiers/0",
                        "REQUIRED /tiers/1/name",
                        "WRONG_TYPE /fallback",
                        "OUT_OF_RANGE /reroute/max",
                        "MALFORMED /reroute/lock",
                        "UNKNOWN_PROPERTY /reroute/y",
                        "WRONG_TYPE /offer",
                        "UNKNOWN_PROPERTY /more");
        assertThat(codes(violations(object("fallback", object("queue", "x", "y", 1)))))
                .containsExactly(
                        "UNKNOWN_REFERENCE /fallback/queue", "UNKNOWN_PROPERTY /fallback/y");
        assertThat(codes(violations(object("fallback", FALLBACK, "reroute", 5))))
                .containsExactly("WRONG_TYPE /reroute");
    }

    @Test
    void aPolicyKnowsEverythingItNames() {
        var when =
                object(
                        "all",
                        list(
                                leaf("territory", "in", list("dach", " emea ")),
                                object("any", list(leaf("segment", "eq", "enterprise"))),
                                object("not", leaf("company.domain", "in_list", "strategic")),
                                leaf("account.lists", "contains", "strategic"),
                                leaf("territory", "exists", null),
                                leaf("time.team.emea.open", "eq", true),
                                leaf("custom.gpuCount", "gt", 5)));
        var rings =
                list(
                        object("assign", object("rep", "mia")),
                        object(
                                "assign",
                                object("pool", "emea-fintech"),
                                "skipWhen",
                                leaf("custom.vip", "eq", true)),
                        object("assign", object("accountOwner", object())),
                        object("assign", object("queue", "fallback")),
                        object(
                                "assign",
                                object(
                                        "handoff",
                                        object("type", "SALES", "queue", "after-hours"))));
        References named =
                read(policy(
                                object(
                                        "id",
                                        "r",
                                        "when",
                                        when,
                                        "rings",
                                        rings,
                                        "sla",
                                        "hot",
                                        "acknowledge",
                                        "thanks",
                                        "sequence",
                                        "first-touch")))
                        .references();

        assertThat(named.of(ReferenceKind.TERRITORY)).containsExactly("dach", "emea");
        assertThat(named.of(ReferenceKind.SEGMENT)).containsExactly("enterprise");
        assertThat(named.of(ReferenceKind.LIST)).containsExactly("strategic");
        assertThat(named.of(ReferenceKind.TEAM)).containsExactly("emea");
        assertThat(named.of(ReferenceKind.FIELD)).containsExactly("gpuCount", "vip");
        assertThat(named.of(ReferenceKind.REP)).containsExactly("mia");
        assertThat(named.of(ReferenceKind.POOL)).containsExactly("emea-fintech");
        assertThat(named.of(ReferenceKind.QUEUE)).containsExactly("fallback", "after-hours");
        assertThat(named.of(ReferenceKind.SLA_POLICY)).containsExactly("hot");
        assertThat(named.of(ReferenceKind.TEMPLATE)).containsExactly("thanks");
        assertThat(named.of(ReferenceKind.SEQUENCE)).containsExactly("first-touch");
        assertThat(named.names(ReferenceKind.SLA_POLICY, "hot")).isTrue();
        assertThat(named.names(ReferenceKind.SLA_POLICY, "cold")).isFalse();
        assertThat(References.of(condition(leaf("custom.vip", "exists", null))).keys().values())
                .containsExactly("vip");
        assertThat(
                        read(policy(rule("whenUnavailable", object("queue", "after-hours"))))
                                .references()
                                .of(ReferenceKind.QUEUE))
                .containsExactlyInAnyOrder("fallback", "after-hours");
    }

    @Test
    void theDefaultPoliciesNeedOnlyTheFallbackQueue() {
        var bare =
                PolicyReferences.of(FieldCatalogue.standard())
                        .with(ReferenceKind.QUEUE, List.of(FALLBACK_QUEUE));
        for (var document :
                List.of(
                        DefaultPolicies.lead(),
                        DefaultPolicies.meeting(),
                        DefaultPolicies.call())) {
            var violations = new Violations();
            assertThat(PolicyReader.read(Part.root(document, violations), bare)).isPresent();
        }
        assertThat(read(DefaultPolicies.lead()).rules())
                .extracting(Rule::id)
                .containsExactly("account-owner", "territory");
        assertThat(read(DefaultPolicies.call()).rules()).isEmpty();
    }
}
