package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.policy.PolicyFixtures.condition;
import static io.leaddispatcher.domain.policy.PolicyFixtures.leaf;
import static io.leaddispatcher.domain.policy.PolicyFixtures.list;
import static io.leaddispatcher.domain.policy.PolicyFixtures.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leaddispatcher.domain.outreach.Outreach;
import io.leaddispatcher.domain.outreach.SequenceKey;
import io.leaddispatcher.domain.outreach.TemplateKey;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.sla.SlaPolicyKey;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleReaderTest extends PolicyReading {

    private static Map<String, @Nullable Object> assigning(@Nullable Object assign) {
        return rule("assign", assign);
    }

    private static Rule readRule(Object rule) {
        return read(policy(rule)).rule("r").orElseThrow();
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
                                "acknowledge",
                                "thanks",
                                "sequence",
                                "first-touch",
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
                                new Outreach(
                                        new TemplateKey("thanks"), new SequenceKey("first-touch")),
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
                                Outreach.NONE,
                                false,
                                null,
                                List.of()));
        assertThat(rule.queue()).isEmpty();
        assertThat(read(object("fallback", FALLBACK)))
                .isEqualTo(
                        new Policy(
                                List.of(),
                                FALLBACK_QUEUE,
                                Reroute.DEFAULT,
                                Offer.DEFAULT,
                                null,
                                null));
        assertThat(readRule(rule("nextAction", object("task", "SMS"))).nextAction())
                .isEqualTo(new NextAction(NextAction.Task.SMS, Duration.ZERO));
    }

    @Test
    void everyTargetIsRead() {
        assertThat(target(object("accountOwner", object())))
                .isEqualTo(new Target.AccountOwner(false));
        assertThat(target(object("accountOwner", object("parents", true))))
                .isEqualTo(new Target.AccountOwner(true));
        assertThat(target(object("previousOwner", object()))).isEqualTo(new Target.PreviousOwner());
        assertThat(target(object("meetingHost", object()))).isEqualTo(new Target.MeetingHost());
        assertThat(target(object("sameCompany", "P90D")))
                .isEqualTo(new Target.SameCompany(Duration.ofDays(90)));
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
        for (String window : List.of("P91D", "PT59S")) {
            refused(
                    assigning(object("sameCompany", window)),
                    "OUT_OF_RANGE /tiers/0/rules/0/assign/sameCompany");
        }
        refused(
                assigning(object("accountOwner", true)),
                "WRONG_TYPE /tiers/0/rules/0/assign/accountOwner");
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
        refused(rule("acknowledge", "x"), "UNKNOWN_REFERENCE" + at + "/acknowledge");
        refused(rule("sequence", "x"), "UNKNOWN_REFERENCE" + at + "/sequence");
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
                                Outreach.NONE,
                                false,
                                null,
                                List.of()))
                .withMessageContaining("'r'");
    }
}
