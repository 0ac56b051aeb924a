package io.leaddispatcher.adapter.postgres.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.policy.PolicyDraft;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

class PostgresPoliciesIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static TestDatabase database;
    private static Policies policies;

    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        policies = database.get(Policies.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void aFreshTenant() {
        tenant = database.newTenant();
    }

    @Test
    void theHighestVersionIsTheActiveOne() {
        publish(1);
        publish(2);

        assertThat(run(policies.active(tenant, PolicyKind.LEAD)).version()).isEqualTo(2);
        assertThat(run(policies.version(tenant, PolicyKind.LEAD, 1)).document())
                .isEqualTo(Map.of("name", "v1"));
        assertThat(
                        run(
                                policies.versions(tenant, PolicyKind.LEAD, 2, 10)
                                        .map(PolicyVersion::version)
                                        .collectList()))
                .containsExactly(1);
        assertThat(
                        run(
                                database.get(ActivePolicies.class)
                                        .active(tenant)
                                        .map(ActivePolicies.ActivePolicy::version)
                                        .collectList()))
                .containsExactly(2);
        assertThat(run(policies.active(tenant, PolicyKind.CALL).hasElement())).isFalse();
    }

    @Test
    void aVersionIsTakenOnceAndNeverChanges() {
        publish(1);

        assertThatThrownBy(() -> publish(1)).isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() ->
                        run(
                                database.get(DatabaseClient.class)
                                        .sql("update policy_version set comment = 'x'")
                                        .fetch()
                                        .rowsUpdated()))
                .isInstanceOf(PermissionDeniedDataAccessException.class);
    }

    @Test
    void theDraftIsReplaced() {
        run(
                policies.saveDraft(
                                tenant,
                                PolicyKind.LEAD,
                                new PolicyDraft(Map.of("name", "a"), 1),
                                NOON)
                        .then(
                                policies.saveDraft(
                                        tenant,
                                        PolicyKind.LEAD,
                                        new PolicyDraft(Map.of("name", "b"), 2),
                                        NOON))
                        .thenReturn(true));

        assertThat(run(policies.draft(tenant, PolicyKind.LEAD)))
                .isEqualTo(new PolicyDraft(Map.of("name", "b"), 2));
    }

    private void publish(int version) {
        run(
                policies.publish(
                                tenant,
                                PolicyKind.LEAD,
                                new PolicyVersion(
                                        version,
                                        Map.of("name", "v" + version),
                                        "because",
                                        NOON,
                                        "system"))
                        .thenReturn(true));
    }

    private <T> T run(Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
