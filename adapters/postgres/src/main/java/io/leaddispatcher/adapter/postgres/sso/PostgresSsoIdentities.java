package io.leaddispatcher.adapter.postgres.sso;

import io.leaddispatcher.application.sso.port.SsoIdentities;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class PostgresSsoIdentities implements SsoIdentities {

    private static final String FIND =
            """
            select member_id from sso_identity
             where tenant_id = :tenant and issuer = :issuer and subject = :subject
            """;

    private static final String UNLINKED =
            """
            select m.id
              from member m join person p on p.id = m.person_id
             where m.tenant_id = :tenant and p.email = :email
               and not exists (select from sso_identity i
                                where i.tenant_id = m.tenant_id and i.member_id = m.id and i.issuer = :issuer)
            """;

    private static final String TAKE_INVITATION =
            """
            with taken as (
                delete from invitation
                 where tenant_id = :tenant and email = :email and active
                   and (:owners or role <> 'OWNER' or expires_at <= :at)
                returning role, rep_key, expires_at)
            select role, rep_key from taken where expires_at > :at
            """;

    private static final String LINK =
            """
            insert into sso_identity (tenant_id, issuer, subject, member_id, linked_at)
            values (:tenant, :issuer, :subject, :member, :at)
            """;

    private final DatabaseClient database;

    PostgresSsoIdentities(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<UUID> find(TenantId tenant, URI issuer, String subject) {
        return database.sql(FIND)
                .bind("tenant", tenant.value())
                .bind("issuer", issuer.toString())
                .bind("subject", subject)
                .mapValue(UUID.class)
                .one();
    }

    @Override
    public Mono<UUID> unlinked(TenantId tenant, URI issuer, String email) {
        return database.sql(UNLINKED)
                .bind("tenant", tenant.value())
                .bind("issuer", issuer.toString())
                .bind("email", email)
                .mapValue(UUID.class)
                .one();
    }

    @Override
    public Mono<Seat> takeInvitation(TenantId tenant, String email, boolean owners, Instant at) {
        return database.sql(TAKE_INVITATION)
                .bind("tenant", tenant.value())
                .bind("email", email)
                .bind("owners", owners)
                .bind("at", at)
                .map(row ->
                        new Seat(
                                Role.valueOf(Objects.requireNonNull(row.get("role", String.class))),
                                row.get("rep_key", String.class)))
                .one();
    }

    @Override
    public Mono<Void> link(TenantId tenant, URI issuer, String subject, UUID member, Instant at) {
        return database.sql(LINK)
                .bind("tenant", tenant.value())
                .bind("issuer", issuer.toString())
                .bind("subject", subject)
                .bind("member", member)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .then();
    }
}
