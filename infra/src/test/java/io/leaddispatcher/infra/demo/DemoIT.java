package io.leaddispatcher.infra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.monitoring.CheckKey;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.infra.LeadDispatcher;
import io.leaddispatcher.infra.start.DemoLogin;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

class DemoIT {

    @TempDir private static Path folder;

    @Test
    void thePolicyWasPublishedBeforeItsFirstLeadCame() {
        try (var context = start(TestDatabase.createDatabase())) {
            TenantId demo =
                    Objects.requireNonNull(
                            context.getBean(Workspaces.class).find(DemoLogin.SLUG).block());
            PolicyVersion active =
                    run(
                            context,
                            demo,
                            context.getBean(Policies.class).active(demo, PolicyKind.LEAD));
            Instant first = first(context, demo, "arrived_at", "lead");
            Instant earliest = first(context, demo, "published_at", "policy_version");

            assertThat(active.version()).isEqualTo(2);
            assertThat(active.publishedAt()).isBefore(first);
            assertThat(earliest).isBeforeOrEqualTo(active.publishedAt());
            assertThat(first(context, demo, "created_at", "tenant")).isBeforeOrEqualTo(earliest);
            assertThatAllIsWell(context, demo);
            assertThatItHasEarned(context, demo);
        }
    }

    /** Whoever tries the product sees its home as a workspace that works shows it. */
    private static void assertThatAllIsWell(ConfigurableApplicationContext context, TenantId demo) {
        Checks checks = context.getBean(Checks.class);
        for (CheckKey key : CheckKey.values()) {
            assertThat(run(context, demo, checks.find(demo, key, 1)).count())
                    .as(key.name())
                    .isZero();
        }
    }

    /** What reports of money and pools that go by it tell of. */
    private static void assertThatItHasEarned(
            ConfigurableApplicationContext context, TenantId demo) {
        assertThat(count(context, demo, "outcome where type = 'WON' and at <= now()"))
                .isGreaterThan(10);
        assertThat(count(context, demo, "track_record where segment_key = '' and won > 0"))
                .isGreaterThan(3);
    }

    private static long count(ConfigurableApplicationContext context, TenantId demo, String rows) {
        return run(
                context,
                demo,
                context.getBean(DatabaseClient.class)
                        .sql("select count(*) from " + rows)
                        .mapValue(Long.class)
                        .one());
    }

    private static Instant first(
            ConfigurableApplicationContext context, TenantId demo, String column, String table) {
        return run(
                context,
                demo,
                context.getBean(DatabaseClient.class)
                        .sql("select min(%s) from %s".formatted(column, table))
                        .mapValue(Instant.class)
                        .one());
    }

    private static <T> T run(
            ConfigurableApplicationContext context, TenantId tenant, Mono<T> work) {
        return Objects.requireNonNull(context.getBean(UnitOfWork.class).run(tenant, work).block());
    }

    private static ConfigurableApplicationContext start(DatabaseAccess database) {
        return new SpringApplicationBuilder(LeadDispatcher.class)
                .run(
                        "--dispatcher.demo=true",
                        "--server.port=0",
                        "--management.server.port=0",
                        "--dispatcher.data-dir=" + folder,
                        "--dispatcher.encryption-key="
                                + "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                        "--dispatcher.database.url=postgresql://dispatcher_owner:for-tests-only@127.0.0.1:%d/%s"
                                .formatted(database.port(), database.database()));
    }
}
