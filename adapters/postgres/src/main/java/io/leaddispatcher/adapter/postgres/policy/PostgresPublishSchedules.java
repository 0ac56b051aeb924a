package io.leaddispatcher.adapter.postgres.policy;

import static java.util.Objects.requireNonNull;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.ScheduledPublish;
import io.leaddispatcher.application.policy.ScheduledPublish.End;
import io.leaddispatcher.application.policy.port.PublishSchedules;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresPublishSchedules implements PublishSchedules {

    private static final String ADD =
            """
            insert into publish_schedule (tenant_id, id, kind, document, comment, expected_version, due_at,
                                          scheduled_by, scheduled_at, state)
            select :tenant, :id, :kind, :document, :comment, :expected, :due, :by, :at, 'PENDING'
             where :due > clock_timestamp()
            """;

    private static final String COLUMNS =
            """
            select id, kind, document, comment, expected_version, due_at, scheduled_by, scheduled_at,
                   state, ended_at, version, because
              from publish_schedule
            """;

    private static final String WAITING =
            COLUMNS
                    + """
                     where tenant_id = :tenant and kind = :kind and state = 'PENDING'
                     order by due_at, id
                    """;

    private static final String ENDED =
            COLUMNS
                    + """
                     where tenant_id = :tenant and kind = :kind and state <> 'PENDING'
                     order by ended_at desc, id desc limit :most
                    """;

    private static final String CLAIM =
            COLUMNS
                    + """
                     where tenant_id = :tenant and kind = :kind and id = :id and state = 'PENDING'
                       for update
                    """;

    private static final String CLAIM_DUE =
            COLUMNS
                    + """
                     where tenant_id = :tenant and id = :id and state = 'PENDING'
                       and due_at <= clock_timestamp()
                       for update skip locked
                    """;

    private static final String END =
            """
            update publish_schedule
               set state = :state, ended_at = :at, version = :version, because = :because
             where tenant_id = :tenant and id = :id
            """;

    private static final String DUE = "select tenant_id, id from publishes_due(:most)";

    private final DatabaseClient database;

    PostgresPublishSchedules(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> add(TenantId tenant, ScheduledPublish scheduled) {
        return database.sql(ADD)
                .bind("tenant", tenant.value())
                .bind("id", scheduled.id())
                .bind("kind", scheduled.kind().name())
                .bind("document", JsonDocuments.toJson(scheduled.document()))
                .bind("comment", scheduled.comment())
                .bind("expected", scheduled.expectedVersion())
                .bind("due", scheduled.at())
                .bind("by", scheduled.scheduledBy())
                .bind("at", scheduled.scheduledAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    @Override
    public Flux<ScheduledPublish> list(TenantId tenant, PolicyKind kind, int mostEnded) {
        return database.sql(WAITING)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .map(PostgresPublishSchedules::scheduled)
                .all()
                .concatWith(
                        database.sql(ENDED)
                                .bind("tenant", tenant.value())
                                .bind("kind", kind.name())
                                .bind("most", mostEnded)
                                .map(PostgresPublishSchedules::scheduled)
                                .all());
    }

    @Override
    public Mono<ScheduledPublish> claim(TenantId tenant, PolicyKind kind, UUID id) {
        return database.sql(CLAIM)
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .bind("id", id)
                .map(PostgresPublishSchedules::scheduled)
                .one();
    }

    @Override
    public Mono<ScheduledPublish> claimDue(TenantId tenant, UUID id) {
        return database.sql(CLAIM_DUE)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(PostgresPublishSchedules::scheduled)
                .one();
    }

    @Override
    public Mono<Void> end(TenantId tenant, ScheduledPublish ended) {
        End end = requireNonNull(ended.end(), "it has not ended");
        DatabaseClient.GenericExecuteSpec statement =
                database.sql(END)
                        .bind("tenant", tenant.value())
                        .bind("id", ended.id())
                        .bind("at", end.at());
        statement =
                switch (end) {
                    case End.Published(_, var version) ->
                            statement
                                    .bind("state", "PUBLISHED")
                                    .bind("version", version)
                                    .bindNull("because", String.class);
                    case End.Failed(_, var because) ->
                            statement
                                    .bind("state", "FAILED")
                                    .bindNull("version", Integer.class)
                                    .bind("because", because);
                    case End.Cancelled _ ->
                            statement
                                    .bind("state", "CANCELLED")
                                    .bindNull("version", Integer.class)
                                    .bindNull("because", String.class);
                };
        return statement.fetch().rowsUpdated().then();
    }

    @Override
    public Flux<Due> due(int atMost) {
        return database.sql(DUE)
                .bind("most", atMost)
                .map(row ->
                        new Due(
                                new TenantId(requireNonNull(row.get("tenant_id", UUID.class))),
                                requireNonNull(row.get("id", UUID.class))))
                .all();
    }

    private static ScheduledPublish scheduled(Readable row) {
        return new ScheduledPublish(
                requireNonNull(row.get("id", UUID.class)),
                PolicyKind.valueOf(requireNonNull(row.get("kind", String.class))),
                JsonDocuments.read(row.get("document", Json.class)),
                requireNonNull(row.get("comment", String.class)),
                requireNonNull(row.get("expected_version", Integer.class)),
                requireNonNull(row.get("due_at", Instant.class)),
                requireNonNull(row.get("scheduled_by", String.class)),
                requireNonNull(row.get("scheduled_at", Instant.class)),
                end(row));
    }

    private static @Nullable End end(Readable row) {
        String state = requireNonNull(row.get("state", String.class));
        Instant at = row.get("ended_at", Instant.class);
        if (at == null) {
            return null;
        }
        return switch (state) {
            case "PUBLISHED" ->
                    new End.Published(at, requireNonNull(row.get("version", Integer.class)));
            case "FAILED" -> new End.Failed(at, requireNonNull(row.get("because", String.class)));
            case "CANCELLED" -> new End.Cancelled(at);
            default -> throw new IllegalStateException("unknown state " + state);
        };
    }
}
