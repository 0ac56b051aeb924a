package io.leaddispatcher.adapter.postgres.encryption;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;
import static io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn.EVENT_BODY;
import static io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn.EVENT_OUTCOME;
import static io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn.EVENT_RAW;
import static io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn.LEAD_DOCUMENT;
import static io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn.RUN_TRACE;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.adapter.postgres.search.WordIndex;
import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.encryption.port.StoredLeads;
import io.leaddispatcher.application.lead.WordSource;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Interval;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresStoredLeads implements StoredLeads {

    private static final String CLAIM =
            """
            select t from claim_encryption(:hold) as t where t is not null
            """;

    // While it is held nobody routes what is locked here, so that none waits for the other.
    private static final String TAKE_TURN =
            """
            select from routing_turn where tenant_id = :tenant for update
            """;

    private static final String WHERE =
            """
            select stage, last_id, fields from encryption_at_rest
             where tenant_id = :tenant and stage <> 'DONE'
               for update
            """;

    private static final String ON =
            """
            update encryption_at_rest set stage = :stage, last_id = :last, due_at = now() + :hold
             where tenant_id = :tenant
            """;

    private static final String WRITE_LEADS =
            """
            update lead l
               set document = r.document,
                   name = case when :name then null else l.name end,
                   email = case when :email then null else l.email end,
                   phone = case when :phone then null else l.phone end,
                   company = case when :company then null else l.company end,
                   source = case when :source then null else l.source end,
                   words = ts_filter(l.words, cast(:weights as "char"[]))
              from jsonb_to_recordset(:rows) as r (id uuid, document jsonb)
             where l.tenant_id = :tenant and l.id = r.id
            """;

    private static final String WRITE_EVENTS =
            """
            update inbound_event e
               set raw = decode(r.raw, 'base64'), encrypted = true, body = r.body, outcome = r.outcome
              from jsonb_to_recordset(:rows) as r (id uuid, raw text, body jsonb, outcome jsonb)
             where e.tenant_id = :tenant and e.id = r.id
            """;

    // The program may not change what was decided: this changes how it is kept, and no more.
    private static final String WRITE_RUNS =
            """
            select encrypt_traces(:tenant, :rows)
            """;

    private static final String DONE = "DONE";

    private final DatabaseClient database;
    private final Transactions transactions;
    private final RowCiphers ciphers;

    PostgresStoredLeads(DatabaseClient database, Transactions transactions, RowCiphers ciphers) {
        this.database = database;
        this.transactions = transactions;
        this.ciphers = ciphers;
    }

    @Override
    public Mono<TenantId> claim(Duration hold) {
        return transactions.run(
                database.sql(CLAIM)
                        .bind("hold", Interval.from(hold))
                        .mapValue(UUID.class)
                        .one()
                        .map(TenantId::new));
    }

    /** What is encrypted one after the other. */
    private enum Stage {
        LEADS("lead", "document", "for update"),
        EVENTS("inbound_event", "raw, encrypted, body, outcome", "for update"),
        RUNS("routing_run", "trace", "");

        /** Selects the next rows that come after one. */
        private final String next;

        Stage(String table, String columns, String lock) {
            this.next =
                    """
                    select id, %s from %s
                     where tenant_id = :tenant and id > :last order by id limit :most %s
                    """
                            .formatted(columns, table, lock);
        }

        /** Null after the last. */
        @Nullable Stage following() {
            return switch (this) {
                case LEADS -> EVENTS;
                case EVENTS -> RUNS;
                case RUNS -> null;
            };
        }
    }

    private static final UUID NOTHING = new UUID(0, 0);

    /** What is to be done next. */
    private record Work(Stage stage, UUID last, Set<String> fields) {

        static Work of(Readable row) {
            UUID last = row.get("last_id", UUID.class);
            return new Work(
                    Stage.valueOf(required(row, "stage", String.class)),
                    last == null ? NOTHING : last,
                    Set.of(required(row, "fields", String[].class)));
        }

        Progress after(List<Map<String, Object>> rows) {
            return rows.isEmpty()
                    ? new Progress(stage.following(), NOTHING)
                    : new Progress(
                            stage, UUID.fromString(String.valueOf(rows.getLast().get("id"))));
        }
    }

    /**
     * How far it is.
     *
     * @param stage null when all is done
     */
    private record Progress(@Nullable Stage stage, UUID last) {}

    @Override
    public Mono<Boolean> encryptSome(TenantId tenant, int atMost, Duration hold) {
        return database.sql(TAKE_TURN)
                .bind("tenant", tenant.value())
                .fetch()
                .rowsUpdated()
                .then(database.sql(WHERE).bind("tenant", tenant.value()).map(Work::of).one())
                .flatMap(work ->
                        ciphers.toWrite(tenant, work.fields())
                                .flatMap(cipher -> encrypt(tenant, work, cipher, atMost)))
                .flatMap(progress -> goOn(tenant, progress, hold))
                .defaultIfEmpty(false);
    }

    private Mono<Progress> encrypt(TenantId tenant, Work work, RowCipher cipher, int atMost) {
        return database.sql(work.stage().next)
                .bind("tenant", tenant.value())
                .bind("last", work.last())
                .bind("most", atMost)
                .map(row -> encrypted(row, work.stage(), cipher))
                .all()
                .collectList()
                .flatMap(rows ->
                        (rows.isEmpty()
                                        ? Mono.<Long>empty()
                                        : write(work.stage(), cipher)
                                                .bind("tenant", tenant.value())
                                                .bind("rows", JsonDocuments.rows(rows))
                                                .fetch()
                                                .rowsUpdated())
                                .thenReturn(work.after(rows)));
    }

    private static Map<String, Object> encrypted(Readable row, Stage stage, RowCipher cipher) {
        UUID id = required(row, "id", UUID.class);
        RowBuilder columns = RowBuilder.row().with("id", id);
        switch (stage) {
            case LEADS ->
                    columns.with("document", kept(row, "document", LEAD_DOCUMENT, id, cipher));
            case EVENTS ->
                    columns.with("raw", raw(row, id, cipher))
                            .with("body", kept(row, "body", EVENT_BODY, id, cipher))
                            .with("outcome", kept(row, "outcome", EVENT_OUTCOME, id, cipher));
            case RUNS -> columns.with("trace", kept(row, "trace", RUN_TRACE, id, cipher));
        }
        return columns.columns();
    }

    /** It may have been written by a node that knew already. */
    private static @Nullable Object kept(
            Readable row, String name, EncryptedColumn column, UUID id, RowCipher cipher) {
        Json json = row.get(name, Json.class);
        Object found = json == null ? null : JsonDocuments.readAny(json.asArray());
        return found == null || found instanceof String ? found : cipher.kept(found, column, id);
    }

    private static String raw(Readable row, UUID id, RowCipher cipher) {
        byte[] raw = required(row, "raw", byte[].class);
        return Base64.getEncoder()
                .encodeToString(
                        required(row, "encrypted", Boolean.class)
                                ? raw
                                : cipher.kept(raw, EVENT_RAW, id));
    }

    private DatabaseClient.GenericExecuteSpec write(Stage stage, RowCipher cipher) {
        return switch (stage) {
            case LEADS ->
                    database.sql(WRITE_LEADS)
                            .bind(
                                    "name",
                                    cipher.hides("contact.firstName")
                                            || cipher.hides("contact.lastName"))
                            .bind("email", cipher.hides("contact.email"))
                            .bind("phone", cipher.hides("contact.phone"))
                            .bind("company", cipher.hides("company.name"))
                            .bind("source", cipher.hides("lead.source"))
                            .bind("weights", WordIndex.weights(WordSource.without(cipher::hides)));
            case EVENTS -> database.sql(WRITE_EVENTS);
            case RUNS -> database.sql(WRITE_RUNS);
        };
    }

    private Mono<Boolean> goOn(TenantId tenant, Progress progress, Duration hold) {
        Stage stage = progress.stage();
        return database.sql(ON)
                .bind("tenant", tenant.value())
                .bind("stage", stage == null ? DONE : stage.name())
                .bind("last", progress.last())
                .bind("hold", Interval.from(hold))
                .fetch()
                .rowsUpdated()
                .thenReturn(stage != null);
    }
}
