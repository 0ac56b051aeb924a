package io.leaddispatcher.adapter.postgres.intake;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.common.collect.Sets;
import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.application.idempotency.RequestName;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.InboundEvents.Kept;
import io.leaddispatcher.application.intake.port.InboundEvents.ToRoute;
import io.leaddispatcher.application.intake.port.InboundEvents.ToTranslate;
import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Takes events in, each once, by its idempotency key. */
final class EventKeys {

    static final String API = "api";

    private static final String SENT_KEY = "key:";

    // In one order, so that two transactions do not wait for each other; of several with one key
    // the one that came first is kept.
    private static final String KEEP =
            """
            insert into inbound_event (tenant_id, id, origin, source, idempotency_key, content_hash, content_type,
                                       raw, encrypted, received_at, due_at, state, body, lead_id)
            select :tenant, r.id, r.origin, r.source, r.key, decode(r.hash, 'base64'), r.type,
                   decode(r.raw, 'base64'), :encrypted, r.at, now(), :state, r.body, r.lead
              from jsonb_to_recordset(:rows) as r (
                   id uuid, origin text, source text, key text, hash text, type text, raw text, at timestamptz,
                   body jsonb, lead uuid, request text)
             where not exists (select from idempotent_request i
                                where i.tenant_id = :tenant and i.request = r.request
                                  and i.began_at > now() - interval '24 hours')
             order by r.key collate "C", r.id
            on conflict (tenant_id, origin, idempotency_key) do nothing
            returning id
            """;

    // The key of a program is good for a day.
    private static final String RETIRE =
            """
            update inbound_event
               set idempotency_key = 'past:' || id
             where tenant_id = :tenant and origin = :origin and idempotency_key = any (:keys)
               and received_at < now() - interval '24 hours'
            """;

    private static final String KNOWN =
            """
            select r.n, e.id, e.lead_id, e.content_hash = decode(r.hash, 'base64') as same
              from jsonb_to_recordset(:rows) as r (n integer, origin text, key text, hash text)
              join inbound_event e
                on e.tenant_id = :tenant and e.origin = r.origin and e.idempotency_key = r.key
            """;

    private final DatabaseClient database;
    private final Seals seals;
    private final RowCiphers ciphers;

    EventKeys(DatabaseClient database, Seals seals, RowCiphers ciphers) {
        this.database = database;
        this.seals = seals;
        this.ciphers = ciphers;
    }

    /** Keeps events whose bodies nobody has read yet; what came of each, in their order. */
    Mono<List<Kept>> keep(TenantId tenant, List<ToTranslate> events) {
        return events.isEmpty()
                ? Mono.just(List.of())
                : ciphers.toWrite(tenant)
                        .flatMap(cipher ->
                                insertRows(
                                        tenant,
                                        events.stream()
                                                .map(one -> row(one.id(), one.event(), cipher))
                                                .map(RowBuilder::columns)
                                                .toList(),
                                        "RECEIVED",
                                        cipher))
                        .flatMap(kept -> with(tenant, events, kept));
    }

    /** Those that are new, and what was there of the others. */
    private Mono<List<Kept>> with(TenantId tenant, List<ToTranslate> events, Set<UUID> kept) {
        List<InboundEvent> others =
                events.stream()
                        .filter(one -> !kept.contains(one.id()))
                        .map(ToTranslate::event)
                        .toList();
        return known(tenant, others)
                .map(found -> {
                    Iterator<Optional<Kept>> known = found.iterator();
                    return events.stream()
                            .flatMap(one ->
                                    kept.contains(one.id())
                                            ? Stream.of(new Kept(one.id(), null, false, true))
                                            : known.next().stream())
                            .toList();
                });
    }

    private Mono<Boolean> retired(TenantId tenant, List<String> keys) {
        return database.sql(RETIRE)
                .bind("tenant", tenant.value())
                .bind("origin", API)
                .bind("keys", keys.toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private static boolean isSentKey(InboundEvent event) {
        return event.connection() == null && event.idempotencyKey().startsWith(SENT_KEY);
    }

    /** The request that may have been refused under this key. */
    private @Nullable String request(InboundEvent event) {
        return isSentKey(event)
                ? RequestName.of(
                        seals,
                        event.tenant(),
                        RequestName.SUBMIT_LEAD,
                        event.idempotencyKey().substring(SENT_KEY.length()))
                : null;
    }

    /** Keeps events whose bodies are read, in this state; the ids of those that are new. */
    Mono<Set<UUID>> keep(TenantId tenant, List<ToRoute> events, String state) {
        return insert(tenant, events, state)
                .flatMap(kept -> {
                    List<ToRoute> left =
                            events.stream()
                                    .filter(one -> !kept.contains(one.id()))
                                    .filter(one -> isSentKey(one.event()))
                                    .toList();
                    return left.isEmpty()
                            ? Mono.just(kept)
                            : keepUnderOldKeys(tenant, kept, left, state);
                });
    }

    private Mono<Set<UUID>> keepUnderOldKeys(
            TenantId tenant, Set<UUID> kept, List<ToRoute> left, String state) {
        return retired(tenant, left.stream().map(one -> one.event().idempotencyKey()).toList())
                .flatMap(retired ->
                        retired
                                ? insert(tenant, left, state).map(more -> Sets.union(kept, more))
                                : Mono.just(kept));
    }

    private Mono<Set<UUID>> insert(TenantId tenant, List<ToRoute> events, String state) {
        return ciphers.toWrite(tenant).flatMap(cipher -> insert(tenant, events, state, cipher));
    }

    private Mono<Set<UUID>> insert(
            TenantId tenant, List<ToRoute> events, String state, RowCipher cipher) {
        return insertRows(
                tenant, events.stream().map(one -> row(one, cipher)).toList(), state, cipher);
    }

    private Mono<Set<UUID>> insertRows(
            TenantId tenant, List<Map<String, Object>> rows, String state, RowCipher cipher) {
        return database.sql(KEEP)
                .bind("tenant", tenant.value())
                .bind("rows", JsonDocuments.rows(rows))
                .bind("encrypted", cipher.encrypts())
                .bind("state", state)
                .mapValue(UUID.class)
                .all()
                .collect(toUnmodifiableSet());
    }

    private Map<String, Object> row(ToRoute toRoute, RowCipher cipher) {
        return row(toRoute.id(), toRoute.event(), cipher)
                .with("body", cipher.kept(toRoute.body(), EncryptedColumn.EVENT_BODY, toRoute.id()))
                .with("lead", toRoute.lead())
                .with("request", request(toRoute.event()))
                .columns();
    }

    private static RowBuilder row(UUID id, InboundEvent event, RowCipher cipher) {
        return RowBuilder.row()
                .with("id", id)
                .with("origin", origin(event))
                .with("source", event.source())
                .with("key", event.idempotencyKey())
                .with("hash", base64(hash(event.content())))
                .with("type", event.contentType())
                .with("raw", base64(cipher.kept(event.raw(), EncryptedColumn.EVENT_RAW, id)))
                .with("at", event.receivedAt());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    Mono<Kept> known(InboundEvent event) {
        return known(event.tenant(), List.of(event))
                .flatMap(found -> Mono.justOrEmpty(found.getFirst()));
    }

    /** What is there under the key of each, in their order. */
    private Mono<List<Optional<Kept>>> known(TenantId tenant, List<InboundEvent> events) {
        if (events.isEmpty()) {
            return Mono.just(List.of());
        }
        List<Map<String, Object>> rows =
                IntStream.range(0, events.size())
                        .mapToObj(n -> {
                            InboundEvent event = events.get(n);
                            return RowBuilder.row()
                                    .with("n", n)
                                    .with("origin", origin(event))
                                    .with("key", event.idempotencyKey())
                                    .with("hash", base64(hash(event.content())))
                                    .columns();
                        })
                        .toList();
        return database.sql(KNOWN)
                .bind("tenant", tenant.value())
                .bind("rows", JsonDocuments.rows(rows))
                .map(row -> Map.entry(required(row, "n", Integer.class), known(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(found ->
                        IntStream.range(0, events.size())
                                .mapToObj(n -> Optional.ofNullable(found.get(n)))
                                .toList());
    }

    private static Kept known(Readable row) {
        UUID lead = row.get("lead_id", UUID.class);
        return new Kept(
                required(row, "id", UUID.class),
                lead == null ? null : new LeadId(lead),
                true,
                required(row, "same", Boolean.class));
    }

    static String origin(InboundEvent event) {
        return event.origin();
    }

    private static byte[] hash(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
