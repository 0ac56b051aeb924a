package io.leaddispatcher.adapter.postgres.crm;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.application.lookup.Sought;
import io.leaddispatcher.application.lookup.port.LookUps;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresLookUps implements LookUps {

    private static final String CRMS =
            """
            select c.key, c.type, c.settings
              from connection c
              join crm_mirror m on m.tenant_id = c.tenant_id and m.connection_key = c.key
             where c.tenant_id = :tenant and c.active
             order by c.key
            """;

    /** By name only where there is nothing better, as leads are matched. */
    private static final String UNKNOWN =
            """
            with sought as (
                select * from jsonb_to_recordset(:rows)
                    as r (place int, connection text, company text, domains text[], names text[], digest text))
            select s.place
              from sought s
             where not exists (select from account_external_id e
                                where e.tenant_id = :tenant and e.connection = s.connection
                                  and e.external_id = s.company)
               and not exists (select from account_domain d
                                where d.tenant_id = :tenant and d.domain = any (s.domains))
               and not exists (select from account a
                                where a.tenant_id = :tenant and a.normalised_name = any (s.names)
                                  and s.company is null and s.domains = '{}')
               and not exists (select from crm_look_up l
                                where l.tenant_id = :tenant and l.connection_key = s.connection
                                  and l.sought = decode(s.digest, 'hex') and l.asked_at > :since)
            """;

    private static final String ASKED =
            """
            insert into crm_look_up (tenant_id, connection_key, sought, asked_at)
            select m.tenant_id, m.connection_key, decode(:digest, 'hex'), :at
              from crm_mirror m
             where m.tenant_id = :tenant and m.connection_key = :connection
            on conflict (tenant_id, connection_key, sought) do update
               set asked_at = greatest(crm_look_up.asked_at, excluded.asked_at)
            """;

    private static final String FORGET =
            """
            delete from crm_look_up
             where tenant_id = :tenant and connection_key = :connection and asked_at < :before
            """;

    private static final Duration KEPT = Duration.ofHours(1);

    private final DatabaseClient database;

    PostgresLookUps(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<MirroredCrm> crms(TenantId tenant) {
        return database.sql(CRMS)
                .bind("tenant", tenant.value())
                .map(row ->
                        new MirroredCrm(
                                new ConnectionKey(required(row, "key", String.class)),
                                required(row, "type", String.class).toLowerCase(Locale.ROOT),
                                JsonDocuments.read(required(row, "settings", Json.class))))
                .all();
    }

    @Override
    public Mono<List<Sought>> unknown(TenantId tenant, List<Sought> sought, Instant since) {
        return database.sql(UNKNOWN)
                .bind("tenant", tenant.value())
                .bind("since", since)
                .bind(
                        "rows",
                        JsonDocuments.rows(
                                IntStream.range(0, sought.size())
                                        .mapToObj(place -> row(place, sought.get(place)))
                                        .toList()))
                .mapValue(Integer.class)
                .all()
                .map(sought::get)
                .collectList();
    }

    private static Map<String, Object> row(int place, Sought sought) {
        return RowBuilder.row()
                .with("place", place)
                .with("connection", sought.connection().value())
                .with("company", sought.company())
                .with("domains", sought.domains())
                .with("names", sought.names())
                .with("digest", digest(sought))
                .columns();
    }

    @Override
    public Mono<Void> asked(TenantId tenant, Sought sought, Instant at) {
        return database.sql(ASKED)
                .bind("tenant", tenant.value())
                .bind("connection", sought.connection().value())
                .bind("digest", digest(sought))
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .then(
                        database.sql(FORGET)
                                .bind("tenant", tenant.value())
                                .bind("connection", sought.connection().value())
                                .bind("before", at.minus(KEPT))
                                .fetch()
                                .rowsUpdated())
                .then();
    }

    private static String digest(Sought sought) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(sought.word().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK knows SHA-256", e);
        }
    }
}
