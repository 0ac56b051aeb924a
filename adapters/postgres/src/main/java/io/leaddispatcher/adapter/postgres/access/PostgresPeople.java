package io.leaddispatcher.adapter.postgres.access;

import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class PostgresPeople implements People {

    private static final String FIND =
            """
            select id, password_hash, confirmed from find_person(:email)
            """;

    private static final String MEMBERSHIPS =
            """
            select tenant_id, member_id from memberships(:person)
            """;

    private static final String MEMBERSHIPS_BY_PASSWORD =
            """
            select tenant_id, member_id from memberships_by_password(:person)
            """;

    private static final String CHANGE_PASSWORD_HASH =
            """
            select change_password_hash(:person, :hash)
            """;

    private static final String REGISTER =
            """
            select register_person(:id, :email, :name, :hash, :at, :confirmed)
            """;

    private static final String JOIN =
            """
            insert into member (tenant_id, id, person_id, role, rep_key, created_at)
            values (:tenant, :id, :person, :role, :rep, :at)
            """;

    private final DatabaseClient database;
    private final Transactions transactions;

    PostgresPeople(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Mono<Credentials> find(String email) {
        return database.sql(FIND)
                .bind("email", email)
                .map(row ->
                        new Credentials(
                                Objects.requireNonNull(row.get("id", UUID.class)),
                                row.get("password_hash", String.class),
                                Boolean.TRUE.equals(row.get("confirmed", Boolean.class))))
                .one();
    }

    @Override
    public Flux<Membership> memberships(UUID person) {
        return memberships(MEMBERSHIPS, person);
    }

    @Override
    public Flux<Membership> membershipsByPassword(UUID person) {
        return memberships(MEMBERSHIPS_BY_PASSWORD, person);
    }

    private Flux<Membership> memberships(String sql, UUID person) {
        return database.sql(sql)
                .bind("person", person)
                .map(row ->
                        new Membership(
                                new TenantId(
                                        Objects.requireNonNull(row.get("tenant_id", UUID.class))),
                                Objects.requireNonNull(row.get("member_id", UUID.class))))
                .all();
    }

    @Override
    public Mono<Void> changePasswordHash(UUID person, String hash) {
        return transactions.run(
                database.sql(CHANGE_PASSWORD_HASH)
                        .bind("person", person)
                        .bind("hash", hash)
                        .fetch()
                        .rowsUpdated()
                        .then());
    }

    @Override
    public Mono<UUID> register(
            UUID id,
            String email,
            String name,
            @Nullable String passwordHash,
            Instant at,
            boolean confirmed) {
        return transactions.run(
                database.sql(REGISTER)
                        .bind("id", id)
                        .bind("email", email)
                        .bind("name", name)
                        .bind("hash", Parameters.in(R2dbcType.VARCHAR, passwordHash))
                        .bind("at", at)
                        .bind("confirmed", confirmed)
                        .map(row -> Optional.ofNullable(row.get(0, UUID.class)))
                        .one()
                        .flatMap(Mono::justOrEmpty)
                        // A statement that has waited for another one's commit does not see it.
                        .switchIfEmpty(Mono.defer(() -> find(email).map(Credentials::person))));
    }

    @Override
    public Mono<Void> join(
            TenantId tenant,
            UUID member,
            UUID person,
            Role role,
            @Nullable String repKey,
            Instant at) {
        return database.sql(JOIN)
                .bind("tenant", tenant.value())
                .bind("id", member)
                .bind("person", person)
                .bind("role", role.name())
                .bind("rep", Parameters.in(R2dbcType.VARCHAR, repKey))
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .then();
    }
}
