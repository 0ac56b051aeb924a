package io.leaddispatcher.application.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchConfigurationTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final TenantId OTHER = new TenantId(new UUID(0, 2));

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final InMemoryPolicies policies = new InMemoryPolicies();
    private final InMemoryConnections connections = new InMemoryConnections();
    private final SearchConfiguration search =
            new SearchConfiguration(documents, policies, connections, new ImmediateUnitOfWork());

    @BeforeEach
    void describe() {
        save(TENANT, ConfigurationKind.REP, "mia", "Mia Dach");
        save(TENANT, ConfigurationKind.POOL, "dach", "DACH");
        save(OTHER, ConfigurationKind.POOL, "dach", "Theirs");
        policies.publish(
                        TENANT,
                        PolicyKind.MEETING,
                        new PolicyVersion(1, policy(), "first", Instant.EPOCH, "system"))
                .block();
        connections.save(TENANT, slack(), Map.of()).block();
    }

    @Test
    void documentsRulesAndConnectionsAreFoundByTheirNames() {
        assertThat(found(Role.OWNER, "dach"))
                .containsExactly(
                        new Found(Thing.REP, "mia", "Mia Dach", "", ""),
                        new Found(Thing.POOL, "dach", "DACH", "", ""),
                        new Found(Thing.RULE, "dach-vip", "VIP of DACH", "Owners", "meeting"),
                        new Found(Thing.CONNECTION, "slack", "Dach Slack", "slack", ""));
    }

    @Test
    void nobodyFindsWhatTheyMayNotSee() {
        assertThat(found(Role.VIEWER, "dach"))
                .extracting(Found::thing)
                .containsExactly(Thing.REP, Thing.POOL, Thing.RULE);
        assertThat(found(Role.REP, "dach")).isEmpty();
    }

    @Test
    void anotherWorkspaceIsNotLookedThrough() {
        found(Role.OWNER, "dach");

        assertThat(found(OTHER, Role.OWNER, "dach"))
                .containsExactly(new Found(Thing.POOL, "dach", "Theirs", "", ""));
    }

    @Test
    void whatHasChangedIsFoundByItsNewName() {
        found(Role.OWNER, "dach");
        save(TENANT, ConfigurationKind.POOL, "dach", "Alps");

        assertThat(found(Role.OWNER, "alps")).extracting(Found::key).containsExactly("dach");
    }

    @Test
    void nothingAndTooMuchFindNothing() {
        assertThat(found(Role.OWNER, " ")).isEmpty();
        assertThat(found(Role.OWNER, "d".repeat(201))).isEmpty();
    }

    private List<Found> found(Role role, String q) {
        return found(TENANT, role, q);
    }

    private List<Found> found(TenantId tenant, Role role, String q) {
        var caller = new Caller(tenant, new Actor.Member(new UUID(0, 9), role, null));
        return search.handle(new SearchConfiguration.Query(caller, q, 5))
                .blockOptional()
                .orElseThrow();
    }

    private void save(TenantId tenant, ConfigurationKind kind, String key, String name) {
        documents
                .advance(tenant)
                .flatMap(version ->
                        documents.save(
                                tenant,
                                kind,
                                new StoredDocument(key, Map.of("name", name), version)))
                .block();
    }

    private static Map<String, ?> policy() {
        return Map.of(
                "tiers",
                List.of(
                        Map.of(
                                "name",
                                "Owners",
                                "rules",
                                List.of(
                                        Map.of("id", "dach-vip", "name", "VIP of DACH"),
                                        Map.of("id", "rest")))));
    }

    private static StoredConnection slack() {
        return new StoredConnection(
                new UUID(0, 3),
                new ConnectionKey("slack"),
                ConnectionType.SLACK,
                "Dach Slack",
                true,
                Map.of(),
                Map.of(),
                "hook",
                1);
    }
}
