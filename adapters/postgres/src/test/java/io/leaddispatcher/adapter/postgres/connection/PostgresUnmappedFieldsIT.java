package io.leaddispatcher.adapter.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.form.UnmappedField;
import io.leaddispatcher.application.form.port.UnmappedFields;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class PostgresUnmappedFieldsIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ConnectionKey KEY = new ConnectionKey("site");

    private static TestDatabase database;
    private static UnmappedFields fields;

    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        fields = database.get(UnmappedFields.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void aFormOfAFreshTenant() {
        tenant = database.newTenant();
        var form =
                new StoredConnection(
                        UUID.randomUUID(),
                        KEY,
                        ConnectionType.FORM,
                        "Site",
                        true,
                        Map.of(),
                        Map.of(),
                        "hook-" + UUID.randomUUID(),
                        1);
        run(database.get(Connections.class).save(tenant, form, Map.of()));
    }

    @Test
    void theLatestStandFirstAndEachOnce() {
        note(NOON, "size", "colour");
        note(NOON.plusSeconds(1), "size");

        assertThat(listed())
                .containsExactly(
                        new UnmappedField("size", NOON.plusSeconds(1)),
                        new UnmappedField("colour", NOON));
    }

    @Test
    void onlyTheLatestAreKept() {
        note(NOON, "first");
        for (int round = 1; round <= 3; round++) {
            int of = round;
            note(
                    NOON.plusSeconds(round),
                    IntStream.range(0, 20)
                            .mapToObj(n -> "field-%d-%02d".formatted(of, n))
                            .toArray(String[]::new));
        }

        assertThat(listed().stream().map(UnmappedField::name).collect(Collectors.toSet()))
                .hasSize(40)
                .contains("field-3-00", "field-2-19")
                .doesNotContain("first", "field-1-00");
    }

    @Test
    void ofAConnectionThatIsGoneNothingIsKept() {
        run(fields.note(tenant, new ConnectionKey("gone"), Set.of("size"), NOON));
        note(NOON, "size");
        run(database.get(Connections.class).delete(tenant, KEY));

        assertThat(listed()).isEmpty();
        assertThat(run(fields.list(tenant, new ConnectionKey("gone")).collectList())).isEmpty();
    }

    private void note(Instant at, String... names) {
        run(fields.note(tenant, KEY, Set.of(names), at));
    }

    private List<UnmappedField> listed() {
        return Objects.requireNonNull(run(fields.list(tenant, KEY).collectList()));
    }

    private <T> @Nullable T run(Mono<T> work) {
        return database.get(UnitOfWork.class).run(tenant, work).block();
    }
}
