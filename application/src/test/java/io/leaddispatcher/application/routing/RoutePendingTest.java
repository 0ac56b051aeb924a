package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.BOB;
import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static io.leaddispatcher.application.routing.RoutingDesk.object;
import static io.leaddispatcher.application.routing.RoutingDesk.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Considered;
import io.leaddispatcher.domain.webhook.WebhookDocument;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutePendingTest {

    private static final RepKey MIA = new RepKey("mia");

    private static final RepKey BEN = new RepKey("ben");

    private final RoutingDesk desk = new RoutingDesk();

    @Test
    void whoHasAllTheLeadsOfAKindGetsNoMoreOfThem() {
        desk.keep(
                ConfigurationKind.REP,
                "mia",
                "name",
                "Mia",
                "email",
                "mia@x.test",
                "capacity",
                object("perKind", object("lead", 2)));
        desk.rule("all", "assign", object("rep", "mia"));
        desk.states.openByKind.put(MIA, ImmutableMap.of(LeadKind.LEAD, 1, LeadKind.CALL, 7));
        UUID last = desk.event(ANA, "contact.email", "ana@acme.de");
        UUID oneTooMany = desk.event(BOB, "contact.email", "bob@acme.de");

        desk.turn();

        assertThat(desk.outcome(last)).containsEntry("status", "ASSIGNED");
        assertThat(desk.outcome(oneTooMany)).containsEntry("status", "QUEUED");
    }

    @Test
    void whereNobodyHasLimitsOfAKindNothingIsCounted() {
        desk.rule("all", "assign", object("pool", "sales"));
        desk.event(ANA, "contact.email", "ana@acme.de");

        desk.turn();

        assertThat(desk.states.kindReads).isZero();
    }

    @Test
    void aFirstEventIsDecidedOfferedAndTold() {
        desk.rule("all", "name", "Everybody", "assign", object("pool", "sales"));
        UUID event = desk.event(ANA, "contact.firstName", "Ana", "contact.email", "ana@acme.de");

        assertThat(desk.turn()).isEqualTo(1);

        assertThat(desk.outcome(event))
                .contains(
                        entry("leadId", ANA.toString()),
                        entry("eventId", event.toString()),
                        entry("status", "ASSIGNED"),
                        entry("ruleId", "all"),
                        entry("tier", "Only tier"))
                .containsKey("runId")
                .doesNotContainKeys("merged", "queueKey", "rejectReason");
        assertThat(assignment(event))
                .contains(
                        entry("repKey", "mia"),
                        entry("poolKey", "sales"),
                        entry("ruleId", "all"),
                        entry("priority", "STANDARD"))
                .doesNotContainKey("broadcast");
        assertThat(desk.told(ANA))
                .containsExactly("LEAD_RECEIVED", "LEAD_ROUTED", "ASSIGNMENT_OFFERED");
        assertThat(desk.deliveries)
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.lead()).isEqualTo(ANA));
        assertThat(desk.states.loads)
                .hasEntrySatisfying(MIA, load -> assertThat(load.open()).isEqualTo(1));
        assertThat(desk.states.rows)
                .allSatisfy(row -> assertThat(row.pool()).isEqualTo(new PoolKey("sales")))
                .isNotEmpty();
        assertThat(desk.wakeUps).isEqualTo(1);
        assertThat(desk.turn()).isZero();
    }

    @Test
    void programsThatListenAreToldWhatTheTimelineTells() {
        desk.rule("all", "assign", object("pool", "sales"));
        WebhookSubscription routed = listening(1, WebhookEventType.LEAD_ROUTED);
        listening(2, WebhookEventType.LEAD_REJECTED);
        UUID event = desk.event(ANA, "contact.email", "ana@acme.de");

        desk.turn();

        assertThat(desk.deliveries)
                .filteredOn(delivery -> delivery.channel() == Channel.WEBHOOK)
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.lead()).isEqualTo(ANA);
                    assertThat(delivery.address().value()).isEqualTo(routed.id().toString());
                    assertThat(delivery.draft().document())
                            .containsEntry("type", "lead.routed")
                            .containsEntry("timestamp", NOON.toString())
                            .extractingByKey("data")
                            .asInstanceOf(map(String.class, Object.class))
                            .containsEntry("leadId", ANA.toString())
                            .containsEntry("ruleId", "all")
                            .containsEntry("policyVersion", 7);
                });
        assertThat(desk.outcome(event)).containsEntry("status", "ASSIGNED");
    }

    private WebhookSubscription listening(long id, WebhookEventType type) {
        WebhookSubscription made =
                WebhookSubscription.made(
                        new WebhookId(new UUID(3, id)),
                        new WebhookDocument(
                                URI.create("https://acme.test/hook"), Set.of(type), true),
                        NOON,
                        1);
        desk.webhooks.save(TENANT, made).block();
        return made;
    }

    @Test
    void aBatchGoesOnFromDecisionToDecision() {
        desk.rule("all", "assign", object("pool", "sales"));
        desk.event(ANA, "contact.email", "ana@acme.de");
        desk.event(BOB, "contact.email", "bob@acme.de");

        assertThat(desk.turn()).isEqualTo(2);

        assertThat(desk.assignments.offers).extracting(Offer::rep).containsExactly(MIA, BEN);
        assertThat(desk.runs).extracting(Run::policyVersion).containsExactly(7, 7);
    }

    @Test
    void theStateIsReadAgainOnlyWhenAnotherNodeHadTheTurn() {
        desk.rule("all", "assign", object("pool", "sales"));
        desk.event(ANA, "contact.email", "ana@acme.de");
        desk.turn();
        desk.turn();
        desk.event(BOB, "contact.email", "bob@acme.de");
        desk.turn();

        assertThat(desk.states.reads).isEqualTo(1);
        assertThat(desk.assignments.offers).extracting(Offer::rep).containsExactly(MIA, BEN);

        desk.states.turns++;
        desk.states.ledgers.clear();
        desk.event(new LeadId(new UUID(1, 77)), "contact.email", "kim@acme.de");
        desk.turn();

        assertThat(desk.states.reads).isEqualTo(2);
        assertThat(desk.states.ledgers.get(new PoolKey("sales")))
                .satisfies(ledger -> assertThat(ledger.turns()).isEqualTo(1));
    }

    /** How long it takes is measured by {@code bin/benchmark}; this is what bounds it. */
    @Test
    void pain21_oneTurnAndOneReadingServeAHundredLeadsOverTwoHundredReps() {
        List<Object> members = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            String rep = "rep-" + number;
            desk.keep(ConfigurationKind.REP, rep, "name", rep, "email", rep + "@x.test");
            members.add(object("rep", rep));
        }
        desk.keep(
                ConfigurationKind.POOL,
                "large",
                "name",
                "Large",
                "strategy",
                "ROUND_ROBIN",
                "members",
                members);
        desk.rule("all", "assign", object("pool", "large"));
        for (int number = 0; number < 100; number++) {
            desk.event(new LeadId(new UUID(1, number)), "contact.firstName", "Ana");
        }

        assertThat(desk.turn()).isEqualTo(100);

        assertThat(desk.states.turns).as("turns taken").isOne();
        assertThat(desk.states.reads).as("readings of loads and ledgers").isOne();
        assertThat(desk.assignments.offers).extracting(Offer::rep).doesNotHaveDuplicates();
    }

    @Test
    void pain30_whereverALeadLandsItsRunSaysByWhichRuleAndWhoWasLookedAt() {
        desk.keep(
                ConfigurationKind.REP, "ben", "name", "Ben", "email", "ben@x.test", "paused", true);
        desk.rule(
                        "demo",
                        "when",
                        when("lead.intent", "eq", "demo"),
                        "assign",
                        object("pool", "sales"))
                .rule(
                        "bens",
                        "when",
                        when("lead.intent", "eq", "bens"),
                        "assign",
                        object("rep", "ben"))
                .rule(
                        "spam",
                        "when",
                        when("lead.intent", "eq", "spam"),
                        "assign",
                        object("reject", "spam"));
        List<String> intents = List.of("demo", "bens", "spam", "else");
        intents.forEach(intent ->
                desk.event(
                        new LeadId(new UUID(1, intents.indexOf(intent))), "lead.intent", intent));

        desk.turn();

        assertThat(desk.runs)
                .extracting(Run::result, run -> run.explanation().get("decision"))
                .containsExactly(
                        tuple("ASSIGNED", Map.of("repKey", "mia", "ruleId", "demo")),
                        tuple("QUEUED", Map.of("queueKey", "fallback")),
                        tuple("REJECTED", Map.of("rejectReason", "spam", "ruleId", "spam")),
                        tuple("QUEUED", Map.of("queueKey", "fallback")));
        assertThat(considered(0, MIA)).isNull();
        assertThat(considered(0, BEN)).isEqualTo("PAUSED");
        assertThat(considered(1, BEN)).isEqualTo("PAUSED");
        assertThat(Considered.in(desk.runs.get(3).explanation(), MIA)).isEmpty();
    }

    /** Why a rep did not get the lead of a run; null when they did. */
    private @Nullable String considered(int run, RepKey rep) {
        return Considered.in(desk.runs.get(run).explanation(), rep).orElseThrow().passedOver();
    }

    @Test
    void aBroadcastAsksAllAndBurdensNobody() {
        desk.rule(
                "all",
                "assign",
                object("pool", "sales"),
                "offer",
                object("mode", "BROADCAST", "ttl", "PT10M"));
        UUID event = desk.event(ANA, "contact.email", "ana@acme.de");

        desk.turn();

        assertThat(assignment(event))
                .containsEntry("broadcast", true)
                .containsEntry("repKey", null);
        assertThat(desk.assignments.offers)
                .extracting(Offer::rep, Offer::broadcast, Offer::expiresAt)
                .containsExactlyInAnyOrder(
                        tuple(MIA, true, NOON.plus(Duration.ofMinutes(10))),
                        tuple(BEN, true, NOON.plus(Duration.ofMinutes(10))));
        assertThat(desk.deliveries).hasSize(2);
        assertThat(desk.states.loads).isEmpty();
        assertThat(file().placement().rep()).isNull();
    }

    @Test
    void aChannelIsToldOnceOfALeadThatSeveralAreAskedFor() {
        desk.keep(
                ConfigurationKind.TEAM,
                "team",
                "name",
                "Team",
                "members",
                List.of("mia", "ben"),
                "slackChannel",
                "C1");
        desk.rule("all", "assign", object("pool", "sales"), "offer", object("mode", "BROADCAST"));
        desk.event(ANA, "contact.email", "ana@acme.de");

        desk.turn();

        assertThat(desk.deliveries)
                .extracting(each -> each.draft().recipient(), each -> said(each, "for"))
                .containsExactlyInAnyOrder(
                        tuple("rep:mia", "Mia"),
                        tuple("rep:ben", "Ben"),
                        tuple("team:team", "Mia, Ben"));
    }

    private static @Nullable Object said(Delivery delivery, String what) {
        return delivery.draft().document().get(what);
    }

    @Test
    void aHandoffWaitsInItsQueueAndSaysSo() {
        desk.rule(
                "partner",
                "name",
                "Partners",
                "assign",
                object("handoff", object("type", "PARTNER", "queue", "partners")));
        UUID event = desk.event(ANA, "contact.email", "ana@acme.de");

        desk.turn();

        assertThat(desk.outcome(event))
                .contains(entry("status", "QUEUED"), entry("queueKey", "partners"))
                .doesNotContainKey("assignment");
        assertThat(file().status()).isEqualTo(LeadStatus.QUEUED);
        assertThat(desk.entries(ANA).getLast().detail())
                .contains(entry("queue", "partners"), entry("handoff", "PARTNER"));
        assertThat(desk.entries(ANA))
                .filteredOn(entry -> entry.type().equals("HANDED_OFF"))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.detail())
                                .contains(entry("type", "PARTNER"), entry("queue", "partners"))
                                .doesNotContainKey("from"));
        assertThat(desk.deliveries).isEmpty();
    }

    @Test
    void whatNoRuleTakesFallsToTheFallback() {
        desk.rule(
                "never",
                "when",
                when("lead.intent", "eq", "never"),
                "assign",
                object("pool", "sales"));
        UUID event = desk.event(ANA, "contact.email", "ana@acme.de");

        desk.turn();

        assertThat(desk.outcome(event))
                .contains(entry("status", "QUEUED"), entry("queueKey", "fallback"))
                .doesNotContainKeys("ruleId", "tier");
        assertThat(desk.entries(ANA).get(1).detail()).containsEntry("fallback", "no rule matched");
    }

    @Test
    void theOneThatCannotBeRoutedIsPutOffAndTheOthersGoOn() {
        desk.rule("all", "assign", object("pool", "sales"));
        UUID culprit = desk.event(ANA, "contact.email", "no address", "contact.phone", "-");
        UUID other = desk.event(BOB, "contact.email", "bob@acme.de");
        desk.events.ready(TENANT, culprit, Map.of("custom", "not an object"), ANA, false).block();

        assertThat(desk.turn()).isEqualTo(2);
        assertThat(desk.events.errors).singleElement().asString().contains(culprit.toString());

        assertThat(desk.outcome(other)).containsEntry("status", "ASSIGNED");
        assertThat(desk.events.outcomeOf(culprit)).isNull();
    }

    private LeadFile file() {
        return desk.leads.get(TENANT, ANA);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> assignment(UUID event) {
        return (Map<String, Object>) desk.outcome(event).getOrDefault("assignment", Map.of());
    }
}
