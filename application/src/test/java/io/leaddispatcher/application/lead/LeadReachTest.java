package io.leaddispatcher.application.lead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.lead.port.LeadViews.Detail;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.routing.QuietWorkspace;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What somebody may do with a lead. Zoe manages Mia's team, Ben is in another, Max in none. */
class LeadReachTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Instant NOON = Instant.parse("2026-11-25T11:00:00Z");
    private static final Actor ZOE = member(Role.MANAGER, "zoe");
    private static final Actor MAX = member(Role.MANAGER, "max");
    private static final Actor NOBODY = member(Role.MANAGER, null);
    private static final Actor MIA = member(Role.REP, "mia");
    private static final Actor BEN = member(Role.REP, "ben");

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();

    LeadReachTest() {
        for (String rep : List.of("mia", "ben", "zoe", "max")) {
            keep(ConfigurationKind.REP, rep, Map.of("name", rep, "email", rep + "@x.test"));
        }
        keep(
                ConfigurationKind.TEAM,
                "emea",
                Map.of("name", "EMEA", "members", List.of("mia"), "manager", "zoe"));
        keep(ConfigurationKind.TEAM, "apac", Map.of("name", "APAC", "members", List.of("ben")));
        keep(ConfigurationKind.QUEUE, "of-emea", Map.of("name", "EMEA", "team", "emea"));
        keep(ConfigurationKind.QUEUE, "of-apac", Map.of("name", "APAC", "team", "apac"));
        keep(ConfigurationKind.QUEUE, "fallback", Map.of("name", "Fallback"));
    }

    private static Actor member(Role role, @Nullable String rep) {
        return new Actor.Member(UUID.nameUUIDFromBytes(role.name().getBytes(UTF_8)), role, rep);
    }

    private void keep(ConfigurationKind kind, String key, Map<String, ?> document) {
        documents
                .save(TENANT, kind, new StoredDocument(key, document, 1))
                .then(documents.advance(TENANT))
                .block();
    }

    private LeadReach reach(
            Actor actor,
            LeadStatus status,
            @Nullable String rep,
            @Nullable String queue,
            String... asked) {
        var configurations =
                new RoutingConfigurations(
                        documents,
                        new InMemoryPolicies(),
                        QuietWorkspace.of(TENANT),
                        new InMemoryWebhooks());
        return LeadReach.of(
                actor,
                new Detail(
                        new Row(
                                new LeadId(new UUID(7, 1)),
                                NOON,
                                NOON,
                                status,
                                "Ana",
                                null,
                                null,
                                null,
                                null,
                                rep,
                                rep,
                                queue,
                                null,
                                Map.of()),
                        Arrays.stream(asked)
                                .map(each ->
                                        Map.<String, Object>of("state", "OFFERED", "repKey", each))
                                .toList(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        Map.of()),
                Objects.requireNonNull(configurations.current(TENANT).block()).configuration());
    }

    private boolean works(Actor actor, LeadStatus status, @Nullable String rep, String... asked) {
        return reach(actor, status, rep, null, asked).workable();
    }

    @Test
    void aManagerWorksOnWhatTheirTeamHasOrHad() {
        for (LeadStatus status : List.of(LeadStatus.ASSIGNED, LeadStatus.COMPLETED)) {
            assertThat(works(ZOE, status, "mia")).isTrue();
            assertThat(works(ZOE, status, "zoe")).isTrue();
            assertThat(works(ZOE, status, "ben")).isFalse();
            assertThat(works(MAX, status, "mia")).isFalse();
            assertThat(works(NOBODY, status, "mia")).isFalse();
        }
    }

    @Test
    void ofSeveralWhoAreAskedOneOfTheirsIsEnough() {
        assertThat(works(ZOE, LeadStatus.ASSIGNED, null, "ben", "mia")).isTrue();
        assertThat(works(ZOE, LeadStatus.ASSIGNED, null, "ben")).isFalse();
        assertThat(works(NOBODY, LeadStatus.ASSIGNED, null, "ben", "mia")).isFalse();
    }

    @Test
    void whatWaitsIsTheirsInTheQueueOfTheirTeamOrOfNone() {
        assertThat(reach(ZOE, LeadStatus.QUEUED, null, "of-emea"))
                .as("a manager is no member, and takes nothing of the team's for oneself")
                .isEqualTo(new LeadReach(true, false));
        assertThat(reach(ZOE, LeadStatus.QUEUED, null, "of-apac"))
                .isEqualTo(new LeadReach(false, false));
        assertThat(reach(MAX, LeadStatus.QUEUED, null, "fallback"))
                .isEqualTo(new LeadReach(true, true));
        assertThat(reach(NOBODY, LeadStatus.QUEUED, null, "fallback"))
                .isEqualTo(new LeadReach(true, false));
    }

    @Test
    void aRepTakesWhatWaitsForTheirTeamAndWorksOnNothingElse() {
        assertThat(reach(MIA, LeadStatus.QUEUED, null, "of-emea"))
                .isEqualTo(new LeadReach(false, true));
        assertThat(reach(BEN, LeadStatus.QUEUED, null, "of-emea"))
                .isEqualTo(new LeadReach(false, false));
        assertThat(reach(MIA, LeadStatus.QUEUED, null, "fallback"))
                .isEqualTo(new LeadReach(false, false));
        assertThat(works(MIA, LeadStatus.COMPLETED, "mia")).isFalse();
    }
}
