package io.leaddispatcher.adapter.postgres.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.adapter.postgres.transaction.Transactions;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.live.LiveSignal;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class PostgresOtherNodesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TenantId ACME = new TenantId(new UUID(1, 1));
    private static final TenantId GLOBEX = new TenantId(new UUID(1, 2));
    private static final LeadId LEAD = new LeadId(new UUID(2, 1));

    private static TestDatabase database;

    private final PostgresOtherNodes one = node();
    private final PostgresOtherNodes two = node();

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void start() {
        one.start();
        two.start();
    }

    @AfterEach
    void stop() {
        one.stop();
        two.stop();
    }

    @Test
    void whatOneNodeCommitsTheOtherHears() {
        UUID event = new UUID(3, 1);
        LiveSignal there = new LiveSignal(two);

        assertThat(
                        saying(new Happened(ACME, Set.of(LEAD), Set.of(event)))
                                .takeUntilOther(there.routed(event))
                                .then(Mono.just("heard"))
                                .block(PATIENCE))
                .isEqualTo("heard");
        assertThat(
                        Flux.merge(there.stream(ACME), saying(Happened.to(ACME, LEAD)))
                                .blockFirst(PATIENCE))
                .isEqualTo(LEAD);
    }

    @Test
    void anotherTenantHearsNothingAndNobodyHearsItself() {
        LiveSignal there = new LiveSignal(two);
        LeadId marker = new LeadId(new UUID(2, 2));

        assertThat(
                        Flux.merge(
                                        there.stream(GLOBEX),
                                        one.heard().flatMapIterable(Happened::leads),
                                        saying(
                                                Happened.to(ACME, LEAD),
                                                Happened.to(GLOBEX, marker)))
                                .blockFirst(PATIENCE))
                .isEqualTo(marker);
    }

    @Test
    void aLostConnectionIsMadeAnew() {
        LiveSignal there = new LiveSignal(two);
        Flux<LeadId> next = Flux.merge(there.stream(ACME), saying(Happened.to(ACME, LEAD)));
        assertThat(next.blockFirst(PATIENCE)).isEqualTo(LEAD);

        database.executeAsSuperuser(
                "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen happened' and datname = current_database()");

        assertThat(next.blockFirst(PATIENCE)).isEqualTo(LEAD);
    }

    /** Says it again and again, since listening begins at a moment that nobody announces. */
    private Flux<LeadId> saying(Happened... happened) {
        return Flux.interval(Duration.ZERO, Duration.ofMillis(50))
                .doOnNext(_ -> List.of(happened).forEach(one::tell))
                .handle((_, nothing) -> {});
    }

    private static PostgresOtherNodes node() {
        return new PostgresOtherNodes(
                UUID::randomUUID,
                database.get(DatabaseClient.class),
                database.get(Transactions.class),
                database.access());
    }
}
