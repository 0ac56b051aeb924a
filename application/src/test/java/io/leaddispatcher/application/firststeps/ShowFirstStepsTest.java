package io.leaddispatcher.application.firststeps;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.application.workspace.InMemoryWorkspaces;
import io.leaddispatcher.application.workspace.OneWorkspace;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.DefaultPolicies;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ShowFirstStepsTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final InMemoryPolicies policies = new InMemoryPolicies();
    private final InMemoryConnections connections = new InMemoryConnections();
    private final Arrived leads = new Arrived();
    private final InMemoryWorkspaces workspaces = new InMemoryWorkspaces();
    private final ShowFirstSteps show =
            new ShowFirstSteps(
                    new RoutingConfigurations(
                            documents, policies, new OneWorkspace(), new InMemoryWebhooks()),
                    connections,
                    leads,
                    workspaces,
                    new ImmediateUnitOfWork());

    @BeforeEach
    void begin() {
        save(ConfigurationKind.QUEUE, "fallback", Map.of("name", "Fallback", "type", "FALLBACK"));
        publish(1);
    }

    @Test
    void aNewWorkspaceHasDoneNothing() {
        assertThat(steps(Role.OWNER)).contains(Set.of());
    }

    @Test
    void eachStepIsDoneOnceItsThingIsThereAndThenThereIsNoListAnyMore() {
        save(ConfigurationKind.REP, "mia", Map.of("name", "Mia", "email", "mia@x.test"));
        assertThat(steps(Role.ADMIN)).contains(Set.of(FirstStep.REPS));
        connections.save(TENANT, slack(false), Map.of()).block();
        assertThat(steps(Role.OWNER)).as("switched off").contains(Set.of(FirstStep.REPS));
        connections.save(TENANT, slack(true), Map.of()).block();
        publish(2);
        assertThat(steps(Role.OWNER))
                .contains(Set.of(FirstStep.REPS, FirstStep.SLACK, FirstStep.POLICY));
        leads.rows.add(row());
        assertThat(steps(Role.OWNER)).isEmpty();
        leads.rows.clear();
        assertThat(steps(Role.OWNER)).as("done is done").isEmpty();
    }

    @Test
    void theDemoNeedsNoSlackAndAnyOtherWorkspaceDoes() {
        found(true);
        assertThat(steps(Role.OWNER)).contains(Set.of(FirstStep.SLACK));
        found(false);
        assertThat(steps(Role.OWNER)).contains(Set.of());
    }

    private void found(boolean demo) {
        workspaces
                .create(
                        new Workspaces.Workspace(TENANT, "acme", "Acme", ZoneId.of("UTC"), demo),
                        Instant.EPOCH)
                .block();
    }

    @Test
    void whoeverCannotTakeThemIsNotToldOfThem() {
        for (Role role : List.of(Role.MANAGER, Role.VIEWER, Role.REP)) {
            assertThat(steps(role)).isEmpty();
        }
    }

    private Optional<Set<FirstStep>> steps(Role role) {
        return show.handle(new Caller(TENANT, new Actor.Member(new UUID(0, 9), role, null)))
                .blockOptional();
    }

    private void save(ConfigurationKind kind, String key, Map<String, ?> document) {
        documents
                .advance(TENANT)
                .flatMap(version ->
                        documents.save(TENANT, kind, new StoredDocument(key, document, version)))
                .block();
    }

    private void publish(int version) {
        documents
                .advance(TENANT)
                .then(
                        policies.publish(
                                TENANT,
                                PolicyKind.LEAD,
                                new PolicyVersion(
                                        version,
                                        DefaultPolicies.lead(),
                                        "v" + version,
                                        Instant.EPOCH,
                                        "system")))
                .block();
    }

    private static StoredConnection slack(boolean active) {
        return new StoredConnection(
                new UUID(0, 3),
                new ConnectionKey("slack"),
                ConnectionType.SLACK,
                "Slack",
                active,
                Map.of(),
                Map.of(),
                "hook",
                1);
    }

    private static LeadViews.Row row() {
        return new LeadViews.Row(
                new LeadId(new UUID(4, 1)),
                Instant.EPOCH,
                Instant.EPOCH,
                LeadStatus.NEW,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    /** Leads that have come in. */
    private static final class Arrived implements LeadViews {

        private final List<Row> rows = new ArrayList<>();

        @Override
        public Flux<Row> page(
                TenantId tenant, Sight sight, Filter filter, @Nullable Position after, int limit) {
            return Flux.fromIterable(List.copyOf(rows)).take(limit);
        }

        @Override
        public Mono<Detail> show(TenantId tenant, Sight sight, LeadId lead) {
            return Mono.empty();
        }

        @Override
        public Mono<Map<String, String>> names(TenantId tenant) {
            return Mono.just(Map.of());
        }
    }
}
