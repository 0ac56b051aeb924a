package io.leaddispatcher.adapter.postgres.dispatch;

import io.leaddispatcher.application.dispatch.port.SandboxMailbox;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresSandboxMailbox implements SandboxMailbox {

    // The lead may be erased while its message is on the way: then nothing of it is kept.
    private static final String KEEP =
            """
            insert into sandbox_message (tenant_id, id, at, channel, recipient, address, lead_id, document)
            select l.tenant_id, :id, :at, :channel, :recipient, :address, l.id, :document
              from lead l
             where l.tenant_id = :tenant and l.id = :lead
               for key share
            on conflict (tenant_id, id) do nothing
            """;

    /** About no lead. */
    private static final String KEEP_OTHER =
            """
            insert into sandbox_message (tenant_id, id, at, channel, recipient, address, document)
            values (:tenant, :id, :at, :channel, :recipient, :address, :document)
            on conflict (tenant_id, id) do nothing
            """;

    private static final String CHANGE =
            """
            update sandbox_message set document = :document where tenant_id = :tenant and id = :id
            """;

    private static final String LATEST =
            """
            select id, at, channel, recipient, address, lead_id, document
              from sandbox_message
             where tenant_id = :tenant
             order by at desc, id desc
             limit :limit
            """;

    private final DatabaseClient database;

    PostgresSandboxMailbox(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> keep(TenantId tenant, Message message) {
        LeadId lead = message.lead();
        DatabaseClient.GenericExecuteSpec statement =
                lead == null
                        ? database.sql(KEEP_OTHER)
                        : database.sql(KEEP).bind("lead", lead.value());
        return statement
                .bind("tenant", tenant.value())
                .bind("id", message.id())
                .bind("at", message.at())
                .bind("channel", message.channel().name())
                .bind("recipient", message.recipient())
                .bind("address", message.address())
                .bind("document", Json.of(DeliveryRow.JSON.writeValueAsString(message.document())))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> change(TenantId tenant, UUID message, Map<String, Object> document) {
        return database.sql(CHANGE)
                .bind("tenant", tenant.value())
                .bind("id", message)
                .bind("document", Json.of(DeliveryRow.JSON.writeValueAsString(document)))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Flux<Message> latest(TenantId tenant, int limit) {
        return database.sql(LATEST)
                .bind("tenant", tenant.value())
                .bind("limit", limit)
                .map(PostgresSandboxMailbox::message)
                .all();
    }

    private static Message message(Readable row) {
        return new Message(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("at", Instant.class)),
                Channel.valueOf(Objects.requireNonNull(row.get("channel", String.class))),
                Objects.requireNonNull(row.get("recipient", String.class)),
                Objects.requireNonNull(row.get("address", String.class)),
                Optional.ofNullable(row.get("lead_id", UUID.class)).map(LeadId::new).orElse(null),
                DeliveryRow.tree(row, "document"));
    }
}
