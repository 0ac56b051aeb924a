package io.leaddispatcher.adapter.postgres.push;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.push.Device;
import io.leaddispatcher.application.push.port.PushSubscriptions;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.secret.TenantCipher;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresPushSubscriptions implements PushSubscriptions {

    private static final String KEEP =
            """
            insert into push_subscription (tenant_id, id, rep_key, member_id, endpoint_hash, public_key, endpoint, auth,
                                           session, created_at)
            values (:tenant, :id, :rep, :member, :hash, :key, :endpoint, :auth, :session, :at)
            on conflict (tenant_id, endpoint_hash) do update
               set id = excluded.id, rep_key = excluded.rep_key, member_id = excluded.member_id,
                   public_key = excluded.public_key, endpoint = excluded.endpoint, auth = excluded.auth,
                   session = excluded.session, created_at = excluded.created_at
            """;

    private static final String USED_WITH =
            """
            update push_subscription set session = :session
             where tenant_id = :tenant and member_id = :member and endpoint_hash = :hash
            """;

    private static final String TRIM =
            """
            delete from push_subscription
             where tenant_id = :tenant and rep_key = :rep
               and id not in (select id from push_subscription
                               where tenant_id = :tenant and rep_key = :rep
                               order by created_at desc, id
                               limit :most)
            """;

    // Whoever is no member any more hears nothing, and nobody hears what is for the rep that they
    // were before.
    private static final String OF =
            """
            select s.id, s.public_key, s.endpoint, s.auth
              from push_subscription s
              join member m on m.tenant_id = s.tenant_id and m.id = s.member_id and m.active
              join person p on p.id = m.person_id
             where s.tenant_id = :tenant and s.rep_key = :rep
               and s.rep_key = coalesce(m.rep_key, rep_with_address(p.email))
             order by s.created_at, s.id
            """;

    private static final String REPS =
            """
            select distinct s.rep_key
              from push_subscription s
              join member m on m.tenant_id = s.tenant_id and m.id = s.member_id and m.active
              join person p on p.id = m.person_id
             where s.tenant_id = :tenant and s.rep_key = coalesce(m.rep_key, rep_with_address(p.email))
            """;

    private static final String FORGET =
            """
            delete from push_subscription where tenant_id = :tenant and id = any (:ids)
            """;

    private static final String FORGET_ALL =
            """
            delete from push_subscription where tenant_id = :tenant and member_id = :member
            """;

    private final DatabaseClient database;
    private final SecretCipher ciphers;

    PostgresPushSubscriptions(DatabaseClient database, SecretCipher ciphers) {
        this.database = database;
        this.ciphers = ciphers;
    }

    @Override
    public Mono<Void> keep(
            TenantId tenant,
            RepKey rep,
            UUID member,
            Device device,
            byte[] session,
            Instant at,
            int atMost) {
        return ciphers.of(tenant)
                .flatMap(cipher -> keep(tenant, rep, member, device, session, at, cipher))
                .then(
                        database.sql(TRIM)
                                .bind("tenant", tenant.value())
                                .bind("rep", rep.value())
                                .bind("most", atMost)
                                .fetch()
                                .rowsUpdated())
                .then();
    }

    private Mono<Long> keep(
            TenantId tenant,
            RepKey rep,
            UUID member,
            Device device,
            byte[] session,
            Instant at,
            TenantCipher cipher) {
        return database.sql(KEEP)
                .bind("tenant", tenant.value())
                .bind("id", device.id())
                .bind("rep", rep.value())
                .bind("member", member)
                .bind("hash", hash(device.endpoint()))
                .bind("key", device.key())
                .bind("endpoint", sealed(device.endpoint(), device.id(), "endpoint", cipher))
                .bind("auth", sealed(device.auth(), device.id(), "auth", cipher))
                .bind("session", session)
                .bind("at", at)
                .fetch()
                .rowsUpdated();
    }

    @Override
    public Mono<Void> usedWith(TenantId tenant, UUID member, Secret endpoint, byte[] session) {
        return database.sql(USED_WITH)
                .bind("tenant", tenant.value())
                .bind("member", member)
                .bind("hash", hash(endpoint))
                .bind("session", session)
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static byte[] hash(Secret endpoint) {
        return Hashing.sha256().hashString(endpoint.reveal(), UTF_8).asBytes();
    }

    private static byte[] sealed(Secret secret, String id, String field, TenantCipher cipher) {
        return cipher.encrypt(secret.reveal().getBytes(UTF_8), place(id, field));
    }

    private static String place(String id, String field) {
        return "push_subscription/" + id + "/" + field;
    }

    @Override
    public Flux<Device> of(TenantId tenant, RepKey rep) {
        return ciphers.existing(tenant)
                .flatMapMany(cipher ->
                        database.sql(OF)
                                .bind("tenant", tenant.value())
                                .bind("rep", rep.value())
                                .map(row -> device(row, cipher))
                                .all());
    }

    private static Device device(Readable row, TenantCipher cipher) {
        String id = required(row, "id", String.class);
        return new Device(
                id,
                opened(row, id, "endpoint", cipher),
                required(row, "public_key", String.class),
                opened(row, id, "auth", cipher));
    }

    private static Secret opened(Readable row, String id, String field, TenantCipher cipher) {
        return new Secret(
                new String(
                        cipher.decrypt(required(row, field, byte[].class), place(id, field)),
                        UTF_8));
    }

    @Override
    public Flux<String> reps(TenantId tenant) {
        return database.sql(REPS).bind("tenant", tenant.value()).mapValue(String.class).all();
    }

    @Override
    public Mono<Void> forget(TenantId tenant, Collection<String> devices) {
        return database.sql(FORGET)
                .bind("tenant", tenant.value())
                .bind("ids", devices.toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Void> forgetAll(TenantId tenant, UUID member) {
        return database.sql(FORGET_ALL)
                .bind("tenant", tenant.value())
                .bind("member", member)
                .fetch()
                .rowsUpdated()
                .then();
    }
}
