package io.leaddispatcher.application.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.lead.InMemoryTimeline;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.outcome.Outcome;
import io.leaddispatcher.domain.outcome.OutcomeType;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.territory.Territories;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Whoever has handed a lead off hears what has come of it. */
class ClosedHandoffsTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final LeadId ANA = new LeadId(new UUID(7, 1));
    private static final Instant NOON = Instant.parse("2026-11-25T11:00:00Z");

    private final InMemoryTimeline timeline = new InMemoryTimeline();
    private final List<Delivery> sent = new ArrayList<>();
    private long ids;
    private final ClosedHandoffs handoffs =
            new ClosedHandoffs(
                    timeline,
                    new ConnectedChannels(nothingConnected(), Optional::empty),
                    (_, planned) -> Mono.fromRunnable(() -> sent.addAll(planned)),
                    URI.create("https://leads.test"),
                    () -> new UUID(9, ++ids));

    private static ChannelConnections nothingConnected() {
        return new ChannelConnections() {
            @Override
            public Mono<SlackChannel> slack(TenantId tenant) {
                return Mono.empty();
            }

            @Override
            public Mono<SmtpChannel> smtp(TenantId tenant) {
                return Mono.empty();
            }
        };
    }

    private static Rep rep(String key, boolean active) {
        return Rep.read(
                        new RepKey(key),
                        Part.root(
                                Map.of(
                                        "name",
                                        key.toUpperCase(Locale.ROOT),
                                        "email",
                                        key + "@x.test",
                                        "active",
                                        active),
                                new Violations()),
                        _ -> true)
                .orElseThrow();
    }

    private static RoutingConfiguration workspace(boolean sensitive) {
        return new RoutingConfiguration(
                ZoneOffset.UTC,
                FieldCatalogue.of(
                        List.of(
                                new FieldDefinition(
                                        "diagnosis",
                                        "Diagnosis",
                                        FieldType.TEXT,
                                        false,
                                        sensitive,
                                        Map.of()))),
                new Roster(
                        List.of(rep("mia", true), rep("sue", true), rep("kim", false)),
                        List.of(),
                        ZoneOffset.UTC),
                Map.of(),
                Map.of(),
                Territories.of(List.of()),
                List.of(),
                Map.of(),
                Map.of());
    }

    private static OutcomeEffects.Told told(Actor by, boolean sensitive) {
        return told(by, sensitive, null);
    }

    private static Given held(String rep) {
        return new Given(
                new Offer(
                        new UUID(6, 1),
                        ANA,
                        new UUID(6, 2),
                        new RepKey(rep),
                        null,
                        null,
                        null,
                        Priority.STANDARD,
                        List.of(),
                        List.of(),
                        false,
                        NOON,
                        null,
                        null),
                AssignmentState.ACCEPTED);
    }

    private static OutcomeEffects.Told told(Actor by, boolean sensitive, @Nullable Given given) {
        return new OutcomeEffects.Told(
                new Caller(TENANT, by),
                "api",
                new Outcome(OutcomeType.WON, NOON, null, null, "signed today"),
                LeadFile.of(new Lead(ANA, "x-1", LeadKind.LEAD, NOON, Map.of(), List.of()), NOON),
                given,
                workspace(sensitive),
                NOON);
    }

    private void handedOffBy(String rep) {
        timeline.append(
                        TENANT,
                        ANA,
                        new TimelineEntry(
                                NOON, "HANDED_OFF", "rep:" + rep, "api", Map.of("type", "SUPPORT")))
                .block();
    }

    private void tell(OutcomeEffects.Told told) {
        handoffs.open(TENANT, ANA).flatMap(open -> handoffs.tell(told, open)).block();
    }

    private List<String> entries() {
        return timeline.of(TENANT).stream()
                .map(Timeline.Entry::what)
                .map(what -> what.type() + " " + what.detail().get("told"))
                .toList();
    }

    @Test
    void eachHearsItOnceAndTheTimelineSaysSo() {
        handedOffBy("mia");
        handedOffBy("sue");
        handedOffBy("mia");
        handedOffBy("kim");

        tell(told(new Actor.Rep("sue"), false));

        assertThat(sent)
                .singleElement()
                .satisfies(delivery -> {
                    assertThat(delivery.draft().recipient()).isEqualTo("rep:mia");
                    assertThat(delivery.draft().document())
                            .containsEntry("news", "It was won: signed today.")
                            .doesNotContainKey("assignment");
                });
        assertThat(entries()).last().isEqualTo("HANDOFF_CLOSED [rep:mia]");
    }

    @Test
    void whereFieldsAreSensitiveNoWordOfAPersonIsSent() {
        handedOffBy("mia");

        tell(told(new Actor.Rep("sue"), true));

        assertThat(sent.getFirst().draft().document()).containsEntry("news", "It was won.");
    }

    @Test
    void whoeverHasTheLeadByThenKnows() {
        handedOffBy("mia");
        handedOffBy("sue");

        tell(told(new Actor.Automation(), false, held("sue")));

        assertThat(sent).extracting(each -> each.draft().recipient()).containsExactly("rep:mia");
        assertThat(sent.getFirst().draft().document())
                .containsEntry("news", "It was won by SUE: signed today.");
    }

    @Test
    void withoutAHandoffNobodyIsTold() {
        tell(told(new Actor.Rep("sue"), false));

        assertThat(sent).isEmpty();
        assertThat(entries()).isEmpty();
    }
}
