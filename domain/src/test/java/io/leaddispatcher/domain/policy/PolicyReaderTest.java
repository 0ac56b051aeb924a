package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.policy.PolicyFixtures.KNOWN;
import static io.leaddispatcher.domain.policy.PolicyFixtures.codes;
import static io.leaddispatcher.domain.policy.PolicyFixtures.condition;
import static io.leaddispatcher.domain.policy.PolicyFixtures.leaf;
import static io.leaddispatcher.domain.policy.PolicyFixtures.list;
import static io.leaddispatcher.domain.policy.PolicyFixtures.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.ReferenceKind;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.sla.SlaPolicyKey;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {

    private static final Map<String, @Nullable Object> FALLBACK = object("queue", "fallback");
    private static final QueueKey FALLBACK_QUEUE = new QueueKey("fallback");

    private static Map<String, @Nullable Object> policy(Object... rules) {
        return object(
                "schema",
                "lead-dispatcher/policy/v1",
                "tiers",
                list(object("name", "One", "rules", list(rules))),
                "fallback",
                FALLBACK);
    }

    private static Map<String, @Nullable Object> rule(@Nullable Object... more) {
        Map<String, @Nullable Object> rule = object("id", "r", "assign", FALLBACK);
        rule.putAll(object(more));
        return rule;
    }

    private static Map<String, @Nullable Object> assigning(@Nullable Object assign) {
        return rule("assign", assign);
    }

    private static Policy read(Object document) {
        var violations = new Violations();
        Optional<Policy> policy = PolicyReader.read(Part.root(document, violations), KNOWN);
        violations.refuseIfAny();
        return policy.orElseThrow();
    }

    private static Rule readRule(Object rule) {
        return read(policy(rule)).rule("r").orElseThrow();
    }

    private static List<Violation> violations(@Nullable Object document) {
        var violations = new Violations();
        assertThat(PolicyReader.read(Part.root(document, violations), KNOWN)).isEmpty();
        return violations.list();
    }

    private static void refused(Object rule, String... wrongs) {
        assertThat(codes(violations(policy(rule)))).containsExactly(wrongs);
    }

    @Test
    void aRuleSaysWhenWhereAndHow() {
        Rule rule =
                readRule(
                        object(
                                "id",
                                "r",
                                "name",
                                "DACH",
                                "when",
                                leaf("territory", "in", list("dach")),
                                "assign",
                                object("pool", "emea-fintech"),
                                "whenUnavailable",
                                object("queue", "after-hours"),
                                "nextAction",
                                object("task", "CALL", "dueIn", "PT15M"),
                                "priority",
                                "HIGH",
                                "sla",
                                "hot",
                                "notify",
                                list("EMAIL"),
                                "offer",
                                object("mode", "BROADCAST", "ttl", "PT10M", "maxHops", 5),
                                "skills",
                                list(object("skill", "language", "anyOf", list("de"))),
                                "disabled",
                                true,
                                "description",
                                "d",
                                "tags",
                                list("t")));

        assertThat(rule)
                .isEqualTo(
                        new Rule(
                                "r",
                                "DACH",
                                condition(leaf("territory", "in", list("dach"))),
                                List.of(Ring.only(new Target.Pool(new PoolKey("emea-fintech")))),
                                Priority.HIGH,
                                new SlaPolicyKey("hot"),
                                new WhenUnavailable.ToQueue(new QueueKey("after-hours")),
                                new NextAction(NextAction.Task.CALL, Duration.ofMinutes(15)),
                                java.util.Set.of(Channel.EMAIL),
                                new Offer(Offer.Mode.BROADCAST, Duration.ofMinutes(10), 5),
                                List.of(new SkillRequirement("language", List.of("de"))),
                                true,
                                "d",
                                List.of("t")));
        assertThat(rule.queue()).contains(new QueueKey("after-hours"));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Rule rule = readRule(rule());

        assertThat(rule)
                .isEqualTo(
                        new Rule(
                                "r",
                                "r",
                                Condition.ALWAYS,
                                List.of(Ring.only(new Target.Queue(FALLBACK_QUEUE))),
                                Priority.STANDARD,
                                null,
                                new WhenUnavailable.NextRule(),
                                null,
                                null,
                                null,
                                List.of(),
                                false,
                                null,
                                List.of()));
        assertThat(rule.queue()).isEmpty();
        assertThat(read(object("fallback", FALLBACK)))
                .isEqualTo(new Policy(List.of(), FALLBACK_QUEUE, Reroute.DEFAULT, Offer.DEFAULT));
        assertThat(readRule(rule("nextAction", object("task", "SMS"))).nextAction())
                .isEqualTo(new NextAction(NextAction.Task.SMS, Duration.ZERO));
    }

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
    void everyTargetIsRead() {
        assertThat(target(object("accountOwner", object()))).isEqualTo(new Target.AccountOwner());
        assertThat(target(object("previousOwner", object()))).isEqualTo(new Target.PreviousOwner());
        assertThat(target(object("rep", "mia"))).isEqualTo(new Target.Rep(new RepKey("mia")));
        assertThat(target(object("queue", "fallback"))).isEqualTo(new Target.Queue(FALLBACK_QUEUE));
        assertThat(target(object("handoff", object("type", "SUPPORT", "queue", "fallback"))))
                .isEqualTo(new Target.Handoff(Target.HandoffType.SUPPORT, FALLBACK_QUEUE));
        assertThat(target(object("reject", "spam"))).isEqualTo(new Target.Reject("spam"));
    }

    private static Target target(Object assign) {
        return readRule(assigning(assign)).rings().getFirst().assign();
    }

    @Test
    void aTargetIsExactlyOneKnownThing() {
        refused(assigning(object()), "REQUIRED /tiers/0/rules/0/assign");
        refused(
                assigning(object("rep", "mia", "queue", "fallback")),
                "CONFLICT /tiers/0/rules/0/assign");
        refused(
                assigning(object("team", "emea")),
                "UNKNOWN_PROPERTY /tiers/0/rules/0/assign/team",
                "REQUIRED /tiers/0/rules/0/assign");
        refused(assigning("mia"), "WRONG_TYPE /tiers/0/rules/0/assign");
        refused(assigning(object("rep", "max")), "UNKNOWN_REFERENCE /tiers/0/rules/0/assign/rep");
        refused(assigning(object("pool", "x")), "UNKNOWN_REFERENCE /tiers/0/rules/0/assign/pool");
        refused(assigning(object("queue", "x")), "UNKNOWN_REFERENCE /tiers/0/rules/0/assign/queue");
        refused(
                assigning(object("accountOwner", true)),
                "WRONG_TYPE /tiers/0/rules/0/assign/accountOwner");
        refused(
                assigning(object("accountOwner", object("x", 1))),
                "UNKNOWN_PROPERTY /tiers/0/rules/0/assign/accountOwner/x");
        refused(assigning(object("reject", " ")), "REQUIRED /tiers/0/rules/0/assign/reject");
        refused(assigning(object("handoff", "x")), "WRONG_TYPE /tiers/0/rules/0/assign/handoff");
        refused(
                assigning(object("handoff", object("type", "X"))),
                "OUT_OF_RANGE /tiers/0/rules/0/assign/handoff/type",
                "REQUIRED /tiers/0/rules/0/assign/handoff/queue");
    }

    @Test
    void ringsAreReadInOrder() {
        var document =
                object(
                        "id",
                        "r",
                        "rings",
                        list(
                                object(
                                        "assign",
                                        object("rep", "mia"),
                                        "wait",
                                        "PT2M",
                                        "skills",
                                        list(object("skill", "tier", "anyOf", list("a"))),
                                        "skipWhen",
                                        leaf("lead.type", "exists", null)),
                                object("assign", object("rep", "ben"))));

        assertThat(readRule(document).rings())
                .containsExactly(
                        new Ring(
                                new Target.Rep(new RepKey("mia")),
                                Duration.ofMinutes(2),
                                List.of(new SkillRequirement("tier", List.of("a"))),
                                condition(leaf("lead.type", "exists", null))),
                        Ring.only(new Target.Rep(new RepKey("ben"))));
    }

    @Test
    void aRuleHasEitherATargetOrRings() {
        var rings = list(object("assign", FALLBACK));
        refused(object("id", "r"), "REQUIRED /tiers/0/rules/0");
        refused(rule("rings", rings), "CONFLICT /tiers/0/rules/0");
        refused(object("id", "r", "rings", list()), "REQUIRED /tiers/0/rules/0/rings");
        refused(object("id", "r", "rings", "x"), "WRONG_TYPE /tiers/0/rules/0/rings");
        refused(object("id", "r", "rings", list("x")), "WRONG_TYPE /tiers/0/rules/0/rings/0");
        refused(
                object("id", "r", "rings", list(object("wait", "2m", "x", 1))),
                "REQUIRED /tiers/0/rules/0/rings/0/assign",
                "MALFORMED /tiers/0/rules/0/rings/0/wait",
                "UNKNOWN_PROPERTY /tiers/0/rules/0/rings/0/x");
    }

    @Test
    void partsOfARuleAreChecked() {
        String at = " /tiers/0/rules/0";
        refused(rule("priority", "TOP"), "OUT_OF_RANGE" + at + "/priority");
        refused(rule("sla", "cold"), "UNKNOWN_REFERENCE" + at + "/sla");
        refused(rule("whenUnavailable", "GIVE_UP"), "OUT_OF_RANGE" + at + "/whenUnavailable");
        refused(rule("whenUnavailable", " "), "REQUIRED" + at + "/whenUnavailable");
        refused(rule("whenUnavailable", 5), "WRONG_TYPE" + at + "/whenUnavailable");
        refused(
                rule("whenUnavailable", object("queue", "x", "y", 1)),
                "UNKNOWN_REFERENCE" + at + "/whenUnavailable/queue",
                "UNKNOWN_PROPERTY" + at + "/whenUnavailable/y");
        refused(rule("nextAction", "CALL"), "WRONG_TYPE" + at + "/nextAction");
        refused(
                rule("nextAction", object("dueIn", "PT-1S")),
                "REQUIRED" + at + "/nextAction/task",
                "OUT_OF_RANGE" + at + "/nextAction/dueIn");
        refused(rule("notify", "SLACK"), "WRONG_TYPE" + at + "/notify");
        refused(rule("notify", list("PIGEON")), "OUT_OF_RANGE" + at + "/notify/0");
        refused(rule("offer", "x"), "WRONG_TYPE" + at + "/offer");
        refused(
                rule("offer", object("mode", "x", "ttl", "PT0S", "maxHops", -1)),
                "OUT_OF_RANGE" + at + "/offer/mode",
                "OUT_OF_RANGE" + at + "/offer/ttl",
                "OUT_OF_RANGE" + at + "/offer/maxHops");
        refused(rule("offer", object("ttl", "P400D")), "OUT_OF_RANGE" + at + "/offer/ttl");
        refused(rule("skills", list("x")), "WRONG_TYPE" + at + "/skills/0");
        refused(
                rule("skills", list(object("anyOf", list()))),
                "REQUIRED" + at + "/skills/0/skill",
                "REQUIRED" + at + "/skills/0/anyOf");
        refused(rule("skills", list(object("skill", "x"))), "REQUIRED" + at + "/skills/0/anyOf");
        refused(
                rule("skills", list(object("skill", "x", "anyOf", list(5)))),
                "WRONG_TYPE" + at + "/skills/0/anyOf/0");
        refused(rule("disabled", "no"), "WRONG_TYPE" + at + "/disabled");
        refused(rule("colour", "red"), "UNKNOWN_PROPERTY" + at + "/colour");
        refused(rule("when", leaf("nothing", "eq", 1)), "UNKNOWN_FIELD" + at + "/when/field");
    }

    @Test
    void everyWayToGoOnIsRead() {
        assertThat(readRule(rule("whenUnavailable", "NEXT_RULE")).whenUnavailable())
                .isEqualTo(new WhenUnavailable.NextRule());
        assertThat(readRule(rule("whenUnavailable", "NEXT_TIER")).whenUnavailable())
                .isEqualTo(new WhenUnavailable.NextTier());
        assertThat(readRule(rule("whenUnavailable", "ASSIGN_ANYWAY")).whenUnavailable())
                .isEqualTo(new WhenUnavailable.AssignAnyway());
    }

    @Test
    void conditionsOfOneRuleShareTheLimitOfLeaves() {
        var half = object("all", Collections.nCopies(300, leaf("lead.type", "exists", null)));
        var rings = list(object("assign", FALLBACK, "skipWhen", half));
        refused(
                object("id", "r", "when", half, "rings", rings),
                "OUT_OF_RANGE /tiers/0/rules/0/rings/0/skipWhen");
        assertThat(read(policy(rule("when", half), rule("id", "s", "when", half))).rules())
                .hasSize(2);
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
    void aRuleWithoutATargetCannotBe() {
        Rule rule = readRule(rule());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Rule(
                                "r",
                                "r",
                                rule.when(),
                                List.of(),
                                rule.priority(),
                                null,
                                rule.whenUnavailable(),
                                null,
                                null,
                                null,
                                List.of(),
                                false,
                                null,
                                List.of()))
                .withMessageContaining("'r'");
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
                read(policy(object("id", "r", "when", when, "rings", rings, "sla", "hot")))
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

    @Test
    void theDiffSaysInWordsWhatChanged() {
        Map<String, @Nullable Object> from = new LinkedHashMap<>();
        from.put(
                "tiers",
                list(
                        object(
                                "name",
                                "A",
                                "rules",
                                list(
                                        rule("id", "a1", "priority", "HIGH"),
                                        rule("id", "a2"),
                                        rule("id", "gone"))),
                        object("name", "B", "rules", list(rule("id", "b1"))),
                        object("name", "C")));
        from.put("fallback", FALLBACK);
        Map<String, @Nullable Object> to = new LinkedHashMap<>();
        to.put(
                "tiers",
                list(
                        object("name", "D", "rules", list(rule("id", "new"))),
                        object("name", "B", "rules", list(rule("id", "b1"))),
                        object(
                                "name",
                                "A",
                                "rules",
                                list(
                                        rule(
                                                "id",
                                                "a2",
                                                "when",
                                                object(
                                                        "all",
                                                        list(
                                                                leaf("lead.score", "gt", 5),
                                                                object(
                                                                        "any",
                                                                        list(
                                                                                object(
                                                                                        "not",
                                                                                        leaf(
                                                                                                "territory",
                                                                                                "in",
                                                                                                list(
                                                                                                        "dach"))),
                                                                                leaf(
                                                                                        "lead.type",
                                                                                        "exists",
                                                                                        null)))))),
                                        rule("id", "a1", "assign", object("pool", "p"))))));
        to.put("fallback", object("queue", "after-hours"));

        assertThat(PolicyDiff.between(from, to).stream().map(c -> c.path() + ": " + c.text()))
                .containsExactly(
                        "/tiers/0: Tier 'D' added",
                        "/tiers/2: Tier 'C' removed",
                        "/tiers: Tiers in another order: D, B, A",
                        "/tiers/0/rules/0: Rule 'new' added to tier 'D'",
                        "/tiers/2/rules/0/when: Rule 'a2': when set to (lead.score gt 5 and (not"
                                + " territory in [dach] or lead.type exists))",
                        "/tiers/2/rules/1/assign: Rule 'a1': assign changed from queue fallback to"
                                + " pool p",
                        "/tiers/2/rules/1/priority: Rule 'a1': priority removed, was HIGH",
                        "/tiers/2/rules: Rules of tier 'A' in another order: a2, a1",
                        "/tiers/0/rules/2: Rule 'gone' removed from tier 'A'",
                        "/fallback: Policy: fallback changed from queue fallback to queue"
                                + " after-hours");
        assertThat(PolicyDiff.between(from, from)).isEmpty();
        assertThat(PolicyDiff.between(Map.of(), Map.of("reroute", object("max", 2))))
                .extracting(PolicyDiff.Change::text)
                .containsExactly("Policy: reroute set to max 2");
    }

    @Test
    void aRuleThatMovedToAnotherTierIsNotCalledNew() {
        var from =
                object(
                        "tiers",
                        list(object("name", "A", "rules", list(rule())), object("name", "B")));
        var to =
                object(
                        "tiers",
                        list(object("name", "A"), object("name", "B", "rules", list(rule()))));
        assertThat(PolicyDiff.between(from, to))
                .containsExactly(
                        new PolicyDiff.Change(
                                "/tiers/1/rules/0", "Rule 'r' moved from tier 'A' to tier 'B'"));
    }
}
