package io.leaddispatcher.adapter.postgres.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.ClientAddress;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.auditlog.AuditRecord;
import io.leaddispatcher.application.auditlog.ChainVerdict;
import io.leaddispatcher.application.auditlog.VerifyAuditLog;
import io.leaddispatcher.application.auditlog.port.AuditLog;
import io.leaddispatcher.application.auditlog.port.AuditLog.Filter;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class AuditChainIT {

    /** As somebody would who may do everything in the database. */
    private static final String PAST_THE_TRIGGER = "set session_replication_role = replica; ";

    private static TestDatabase database;
    private static AuditTrail trail;
    private static AuditLog log;
    private static VerifyAuditLog verify;

    private TenantId tenant;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        trail = database.get(AuditTrail.class);
        log = database.get(AuditLog.class);
        verify = new VerifyAuditLog(log, new HeavyReads(database.get(UnitOfWork.class), 7));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void aFreshTenant() {
        tenant = database.newTenant();
    }

    @Test
    void whatWasWrittenIsIntactInEveryScript() {
        assertThat(verdict()).isInstanceOf(ChainVerdict.Intact.class);
        append("rep:mia", Map.of("after", Map.of("name", "Mia Müller 🦊", "weight", 2.50)));
        append("rep:bén", Map.of("quote", "a \"b\"\\ \n 日本"));
        run(
                trail.append(tenant, entry("rep:ana", Map.of()))
                        .contextWrite(context -> ClientAddress.put(context, "203.0.113.9"))
                        .thenReturn(true));

        assertThat(verdict())
                .isInstanceOfSatisfying(
                        ChainVerdict.Intact.class,
                        intact -> assertThat(intact.entries()).isEqualTo(3));
        assertThat(page(Filter.ALL, null).getFirst().address()).isEqualTo("203.0.113.9");
    }

    @Test
    void entriesOfManyAtOnceAreNumberedWithoutAGap() {
        UnitOfWork units = database.get(UnitOfWork.class);
        Flux.range(1, 60)
                .flatMap(
                        i ->
                                units.run(
                                                tenant,
                                                trail.append(tenant, entry("rep:r" + i, Map.of()))
                                                        .then(
                                                                i % 3 == 0
                                                                        ? Mono.error(
                                                                                new IllegalStateException(
                                                                                        "undone"))
                                                                        : Mono.empty()))
                                        .onErrorComplete(IllegalStateException.class),
                        12)
                .blockLast();

        assertThat(page(Filter.ALL, null)).hasSize(40);
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        ChainVerdict.Intact.class,
                        intact -> assertThat(intact.entries()).isEqualTo(40));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_log set detail = '{\"ok\": false}' where number = 3",
                "update audit_log set actor = 'member:other' where number = 3",
                "update audit_log set address = '192.0.2.1' where number = 3",
                "update audit_log set action = 'connection.tested' where number = 3",
                "update audit_log set target = 'rep:other' where number = 3",
                "update audit_log set at = at - interval '1 microsecond' where number = 3",
                "update audit_log set id = gen_random_uuid() where number = 3",
                "update audit_log set hash = sha256('x') where number = 3",
                "update audit_log set previous_hash = sha256('x') where number = 3",
                "delete from audit_log where number = 3",
                "delete from audit_log where number >= 3",
                "delete from audit_log where number = 3; update audit_log set number = number - 1 where number > 3"
            })
    void anEntryThatWasChangedOrRemovedIsTheFirstBrokenOne(String tampering) {
        fiveEntries();

        tamper(tampering);

        assertThat(verdict())
                .isInstanceOfSatisfying(
                        ChainVerdict.Broken.class,
                        broken -> assertThat(broken.number()).isEqualTo(3));
    }

    @ParameterizedTest
    @CsvSource({"6", "9"})
    void anEntryThatWasPutInIsFound(long number) {
        fiveEntries();

        tamper(
                """
                insert into audit_log (tenant_id, number, id, at, actor, action, target, detail, previous_hash, hash)
                select tenant_id, %d, gen_random_uuid(), now(), actor, action, target, detail, hash, sha256('x')
                  from audit_log where number = 5
                """
                        .formatted(number));

        assertThat(verdict())
                .isInstanceOfSatisfying(
                        ChainVerdict.Broken.class,
                        broken -> assertThat(broken.number()).isEqualTo(6));
    }

    @Test
    void theLastOneCannotBeWrittenAnewBehindTheHead() {
        fiveEntries();

        tamper("update audit_head set hash = sha256('x') where true");
        assertThat(verdict()).isInstanceOf(ChainVerdict.Broken.class);
        tamper("delete from audit_head where true");
        assertThat(verdict()).isInstanceOf(ChainVerdict.Broken.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_log set target = 'x'",
                "delete from audit_log",
                "truncate audit_log",
                "update audit_head set number = 0",
                "insert into audit_head (tenant_id, number, hash) values (gen_random_uuid(), 1, '')",
                "delete from audit_head",
                "alter table audit_log disable trigger chain"
            })
    void theApplicationMayAddAndReadAndNothingElse(String statement) {
        fiveEntries();

        assertThatThrownBy(() ->
                        database.get(UnitOfWork.class)
                                .run(
                                        tenant,
                                        database.get(DatabaseClient.class).sql(statement).then())
                                .block())
                .isInstanceOf(PermissionDeniedDataAccessException.class);
        assertThat(page(Filter.ALL, null)).hasSize(5);
    }

    @Test
    void neitherTimeNorNumberNorHashIsChosenByWhoeverAdds() {
        fiveEntries();
        run(
                database.get(DatabaseClient.class)
                        .sql(
                                """
                                insert into audit_log (tenant_id, number, id, at, actor, action, target, detail,
                                                       previous_hash, hash)
                                values (:tenant, 1, gen_random_uuid(), '2001-01-01', 'system', 'x', 'x', '{}', '', '')
                                """)
                        .bind("tenant", tenant.value())
                        .fetch()
                        .rowsUpdated());

        assertThat(verdict())
                .isInstanceOfSatisfying(
                        ChainVerdict.Intact.class,
                        intact -> assertThat(intact.entries()).isEqualTo(6));
        assertThat(page(Filter.ALL, null).getFirst().at())
                .isAfter(page(Filter.ALL, 6L).getFirst().at());
    }

    @Test
    void entriesAreFoundByActorActionTargetAndTime() {
        fiveEntries();
        append("pool:enterprise", Map.of());
        AuditRecord third = page(Filter.ALL, 4L).getFirst();

        assertThat(targets(new Filter(null, null, null, "rep:3", null, null)))
                .containsExactly("rep:3");
        assertThat(targets(new Filter(null, null, null, "pool:", null, null)))
                .containsExactly("pool:enterprise");
        assertThat(targets(new Filter(null, "member:", null, null, null, null))).isEmpty();
        assertThat(targets(new Filter(null, "system", null, null, null, null))).hasSize(6);
        assertThat(targets(new Filter(null, null, AuditAction.PERSON_ERASED, null, null, null)))
                .isEmpty();
        assertThat(targets(new Filter(null, null, null, null, third.at(), null)))
                .containsExactly("pool:enterprise", "rep:5", "rep:4", "rep:3");
        assertThat(targets(new Filter(null, null, null, null, null, third.at())))
                .containsExactly("rep:2", "rep:1");
        assertThat(third.number()).isEqualTo(3);
        assertThat(targets(new Filter("ENTER", null, null, null, null, null)))
                .containsExactly("pool:enterprise");
    }

    /** The page ends where it has looked far enough, and tells where to go on. */
    @Test
    void noMoreIsLookedThroughThanAReaderWaitsFor() {
        fiveEntries();
        var near = new PostgresAuditLog(database.get(DatabaseClient.class), 2);
        Filter first = new Filter("REP:1", null, null, null, null, null);

        assertThat(run(near.look(tenant, first, Set.of(), null, 9)))
                .isEqualTo(new AuditLog.Found(List.of(), 4L));
        assertThat(run(near.look(tenant, first, Set.of(), 4L, 9)))
                .isEqualTo(new AuditLog.Found(List.of(), 2L));
        AuditLog.Found last = run(near.look(tenant, first, Set.of(), 2L, 9));
        assertThat(last.entries()).extracting(AuditRecord::target).containsExactly("rep:1");
        assertThat(last.looked()).isNull();

        Filter any = new Filter("rep", null, null, null, null, null);
        AuditLog.Found full = run(near.look(tenant, any, Set.of(), null, 1));
        assertThat(full.entries()).extracting(AuditRecord::target).containsExactly("rep:5");
        assertThat(full.looked()).as("it is full").isNull();
        assertThat(run(near.look(tenant, Filter.ALL, Set.of(), null, 9)).entries()).hasSize(5);
    }

    @Test
    void anotherTenantSeesAndContinuesItsOwnChain() {
        fiveEntries();
        TenantId mine = tenant;
        tenant = database.newTenant();

        assertThat(page(Filter.ALL, null)).isEmpty();
        append("rep:theirs", Map.of());
        assertThat(page(Filter.ALL, null)).extracting(AuditRecord::number).containsExactly(1L);
        assertThat(run(log.page(mine, Filter.ALL, Set.of(), null, 10).collectList())).isEmpty();
    }

    private void fiveEntries() {
        for (int i = 1; i <= 5; i++) {
            append("rep:" + i, Map.of("after", Map.of("i", i)));
        }
    }

    private void append(String target, Map<String, Object> detail) {
        run(trail.append(tenant, entry(target, detail)).thenReturn(true));
    }

    private static AuditEntry entry(String target, Map<String, Object> detail) {
        return new AuditEntry("system", AuditAction.CONFIGURATION_CHANGED, target, detail);
    }

    /** Each statement in this tenant alone. */
    private void tamper(String statements) {
        for (String each : Splitter.on(";").split(statements)) {
            database.executeAsSuperuser(
                    PAST_THE_TRIGGER
                            + each.replace(
                                    " where ", " where tenant_id = '%s' and ".formatted(tenant)));
        }
    }

    private List<String> targets(Filter filter) {
        return page(filter, null).stream().map(AuditRecord::target).toList();
    }

    private List<AuditRecord> page(Filter filter, @Nullable Long before) {
        return run(log.page(tenant, filter, Set.of(), before, 100).collectList());
    }

    private ChainVerdict verdict() {
        return Objects.requireNonNull(verify.handle(Caller.system(tenant)).block());
    }

    private <T> T run(Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }
}
