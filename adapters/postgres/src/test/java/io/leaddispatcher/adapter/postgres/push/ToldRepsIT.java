package io.leaddispatcher.adapter.postgres.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.port.MailBounces;
import io.leaddispatcher.application.dispatch.port.MailBounces.Bounce;
import io.leaddispatcher.application.me.port.Digests;
import io.leaddispatcher.application.push.Device;
import io.leaddispatcher.application.push.port.PushSubscriptions;
import io.leaddispatcher.application.task.port.DueTasks;
import io.leaddispatcher.application.task.port.TaskViews;
import io.leaddispatcher.application.transaction.Portion.First;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is kept of how reps are told, each within its workspace. */
class ToldRepsIT {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final RepKey MIA = new RepKey("mia");

    private static TestDatabase database;

    private TenantId acme;
    private TenantId globex;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void twoWorkspaces() {
        acme = database.newTenant();
        globex = database.newTenant();
    }

    private static <T> T run(TenantId tenant, Mono<T> work) {
        return Objects.requireNonNull(database.get(UnitOfWork.class).run(tenant, work).block());
    }

    private static <T> List<T> all(TenantId tenant, Flux<T> work) {
        return run(tenant, work.collectList());
    }

    private static UUID member(TenantId tenant) {
        UUID member = UUID.randomUUID();
        join(tenant, member, member);
        return member;
    }

    /** Takes whoever has a member's address into a workspace. */
    private static void join(TenantId tenant, UUID addressee, UUID member) {
        var people = database.get(People.class);
        run(
                tenant,
                people.register(UUID.randomUUID(), addressee + "@x.test", "M", null, NOW, true)
                        .flatMap(person ->
                                people.join(tenant, member, person, Role.REP, "mia", NOW)
                                        .thenReturn(true)));
    }

    private static void device(TenantId tenant, UUID member, String id, String endpoint, int most) {
        device(tenant, member, id, endpoint, most, new byte[32]);
    }

    private static void device(
            TenantId tenant, UUID member, String id, String endpoint, int most, byte[] session) {
        run(
                tenant,
                database.get(PushSubscriptions.class)
                        .keep(
                                tenant,
                                MIA,
                                member,
                                new Device(id, new Secret(endpoint), "key", new Secret("auth")),
                                session,
                                NOW.plusSeconds(id.length()),
                                most)
                        .thenReturn(true));
    }

    @Test
    void aBrowserThatIsLoggedOutShowsNoMessagesAnyMoreAndOneWhoseSessionLapsedDoes() {
        var devices = database.get(PushSubscriptions.class);
        var sessions = database.get(Sessions.class);
        UUID member = member(acme);
        for (String name : List.of("out", "lost", "lapsed", "here")) {
            byte[] session = TokenHash.of(acme + name);
            run(acme, sessions.open(acme, session, member, NOW, null).thenReturn(true));
            device(acme, member, name, "https://push.test/" + name, 10, session);
        }
        database.executeAsSuperuser(
                "delete from session where token_hash = decode('%s', 'hex')"
                        .formatted(HexFormat.of().formatHex(TokenHash.of(acme + "lapsed"))));

        run(globex, sessions.end(globex, TokenHash.of(acme + "out")).thenReturn(true));
        assertThat(ids(devices)).containsExactly("out", "here", "lost", "lapsed");
        run(acme, sessions.end(acme, TokenHash.of(acme + "out")).thenReturn(true));
        assertThat(ids(devices)).containsExactly("here", "lost", "lapsed");

        UUID lost =
                all(acme, sessions.of(acme, member, TokenHash.of(acme + "lost"))).stream()
                        .filter(Sessions.Opened::current)
                        .map(Sessions.Opened::id)
                        .findFirst()
                        .orElseThrow();
        assertThat(run(acme, sessions.endOne(acme, UUID.randomUUID(), lost))).isFalse();
        assertThat(run(acme, sessions.endOne(acme, member, lost))).isTrue();
        assertThat(run(acme, sessions.endOne(acme, member, lost))).isFalse();
        assertThat(ids(devices)).containsExactly("here", "lapsed");

        run(
                acme,
                devices.usedWith(
                                acme,
                                member,
                                new Secret("https://push.test/lapsed"),
                                TokenHash.of(acme + "here"))
                        .then(
                                devices.usedWith(
                                        acme,
                                        UUID.randomUUID(),
                                        new Secret("https://push.test/here"),
                                        new byte[32]))
                        .thenReturn(true));
        run(acme, sessions.end(acme, TokenHash.of(acme + "here")).thenReturn(true));
        assertThat(ids(devices)).isEmpty();
    }

    @Test
    void aBrowserGoesOnWithTheSessionsOfItsPersonAndWithNobodyElses() {
        var devices = database.get(PushSubscriptions.class);
        var sessions = database.get(Sessions.class);
        UUID mia = member(acme);
        UUID miaElsewhere = UUID.randomUUID();
        join(globex, mia, miaElsewhere);
        device(acme, mia, "phone", "https://push.test/phone", 10, opened(acme, mia, "first"));
        device(acme, mia, "tablet", "https://push.test/tablet", 10, opened(acme, mia, "other"));

        run(acme, sessions.lapse(acme, TokenHash.of(acme + "first")).thenReturn(true));
        assertThat(sessions.tenantOf(TokenHash.of(acme + "first")).blockOptional()).isEmpty();
        assertThat(ids(devices)).as("lapsed").containsExactly("phone", "tablet");

        handOver("first", opened(acme, mia, "second"));
        handOver("second", opened(globex, miaElsewhere, "elsewhere"));
        assertThat(ids(devices)).as("in another workspace").containsExactly("phone", "tablet");
        run(globex, sessions.end(globex, TokenHash.of(acme + "elsewhere")).thenReturn(true));
        assertThat(ids(devices)).as("logged out there").containsExactly("tablet");

        run(acme, sessions.lapse(acme, TokenHash.of(acme + "other")).thenReturn(true));
        handOver("first", opened(acme, member(acme), "ben"));
        assertThat(ids(devices)).as("of another browser").containsExactly("tablet");
        handOver("other", TokenHash.of(acme + "ben"));
        assertThat(ids(devices)).as("somebody else's browser").isEmpty();
    }

    @Test
    void whoLogsOutOfASessionThatHasLapsedReadsNoMessagesThereAnyMore() {
        var devices = database.get(PushSubscriptions.class);
        UUID mia = member(acme);
        device(acme, mia, "here", "https://push.test/here", 10, TokenHash.of(acme + "past"));
        device(acme, mia, "there", "https://push.test/there", 10, TokenHash.of(acme + "there"));

        database.get(Sessions.class).silence(TokenHash.of(acme + "past")).block();

        assertThat(ids(devices)).containsExactly("there");
    }

    private byte[] opened(TenantId tenant, UUID member, String name) {
        byte[] session = TokenHash.of(acme + name);
        run(
                tenant,
                database.get(Sessions.class)
                        .open(tenant, session, member, NOW, null)
                        .thenReturn(true));
        return session;
    }

    private void handOver(String before, byte[] after) {
        database.get(Sessions.class).handDevicesOver(TokenHash.of(acme + before), after).block();
    }

    private List<String> ids(PushSubscriptions devices) {
        return all(acme, devices.of(acme, MIA)).stream().map(Device::id).toList();
    }

    @Test
    void aDeviceIsToldOnlyWhatIsForTheRepThatItsMemberIsNow() {
        var devices = database.get(PushSubscriptions.class);
        UUID member = member(acme);
        device(acme, member, "a", "https://push.test/1", 10);
        assertThat(ids(devices)).containsExactly("a");

        become(member, "ben");
        assertThat(ids(devices)).isEmpty();
        assertThat(all(acme, devices.reps(acme))).isEmpty();

        become(member, null);
        assertThat(ids(devices)).as("a rep by no address").isEmpty();
        database.executeAsSuperuser(
                """
                insert into configuration_document (tenant_id, kind, key, document, version)
                values ('%s', 'REP', 'mia', '{"name":"Mia","email":"%s@x.test"}', 1)
                """
                        .formatted(acme, member));
        assertThat(ids(devices)).as("the rep with the same address").containsExactly("a");
        assertThat(all(acme, devices.reps(acme))).containsExactly("mia");
    }

    private void become(UUID member, @Nullable String rep) {
        database.executeAsSuperuser(
                "update member set rep_key = %s where tenant_id = '%s' and id = '%s'"
                        .formatted(rep == null ? "null" : "'" + rep + "'", acme, member));
    }

    @Test
    void devicesAreToldByTheirAddressAndKeptEncrypted() {
        var devices = database.get(PushSubscriptions.class);
        UUID member = member(acme);
        device(acme, member, "a", "https://push.test/1", 10);
        device(acme, member, "bb", "https://push.test/2", 10);
        device(acme, member, "ccc", "https://push.test/1", 10);

        assertThat(all(acme, devices.of(acme, MIA)))
                .extracting(Device::id, each -> each.endpoint().reveal())
                .containsExactly(
                        tuple("bb", "https://push.test/2"), tuple("ccc", "https://push.test/1"));
        assertThat(all(acme, devices.reps(acme))).containsExactly("mia");
        assertThat(all(globex, devices.reps(globex))).isEmpty();
        assertThat(
                        database.count(
                                "select count(*) from push_subscription where encode(endpoint, 'escape') like '%push.test%'"))
                .isZero();

        device(acme, member, "dddd", "https://push.test/3", 2);
        assertThat(all(acme, devices.of(acme, MIA)))
                .extracting(Device::id)
                .containsExactly("ccc", "dddd");
        run(acme, devices.forget(acme, List.of("ccc")).thenReturn(true));
        run(globex, devices.forget(globex, List.of("dddd")).thenReturn(true));
        assertThat(all(acme, devices.of(acme, MIA))).extracting(Device::id).containsExactly("dddd");
        run(acme, devices.forgetAll(acme, member).thenReturn(true));
        assertThat(all(acme, devices.reps(acme))).isEmpty();
    }

    @Test
    void aBounceIsTheLatestOneUntilMailGetsThrough() {
        var bounces = database.get(MailBounces.class);
        run(acme, bounces.note(acme, new Bounce("Mia@x.test", "full", NOW)).thenReturn(true));
        run(
                acme,
                bounces.note(acme, new Bounce("mia@x.test", "older", NOW.minusSeconds(1)))
                        .thenReturn(true));

        assertThat(all(acme, bounces.all(acme)))
                .containsExactly(new Bounce("mia@x.test", "full", NOW));
        assertThat(all(globex, bounces.all(globex))).isEmpty();

        run(globex, bounces.clear(globex, Set.of("mia@x.test")).thenReturn(true));
        assertThat(all(acme, bounces.all(acme))).hasSize(1);
        run(acme, bounces.clear(acme, Set.of("MIA@x.test")).thenReturn(true));
        assertThat(all(acme, bounces.all(acme))).isEmpty();
    }

    @Test
    void aDayIsBegunOnceWhoeverElseTries() {
        var digests = database.get(Digests.class);
        LocalDate day = LocalDate.of(2026, 11, 26);

        List<Boolean> begun =
                Flux.range(0, 8)
                        .flatMap(_ ->
                                database.get(UnitOfWork.class)
                                        .run(acme, digests.begin(acme, MIA, day)))
                        .collectList()
                        .block();

        assertThat(begun).containsOnlyOnce(true);
        assertThat(run(acme, digests.begin(acme, MIA, day.minusDays(1)))).isFalse();
        assertThat(run(acme, digests.begin(acme, MIA, day.plusDays(1)))).isTrue();
        assertThat(run(acme, digests.last(acme))).containsEntry(MIA, day.plusDays(1));
        assertThat(run(globex, digests.last(globex))).isEmpty();
    }

    @Test
    void whoWantsADigestIsFoundByTheWorkspace() {
        database.executeAsSuperuser(
                """
                insert into configuration_document (tenant_id, kind, key, document, version)
                values ('%s', 'REP', 'mia', '{"notifications":{"digestAt":"08:00"}}', 1),
                       ('%s', 'REP', 'mia', '{"notifications":{"gone":[]}}', 1)
                """
                        .formatted(acme, globex));

        assertThat(database.get(Digests.class).tenants().collectList().block())
                .contains(acme)
                .doesNotContain(globex);
    }

    @Test
    void aTaskThatIsDueIsTakenUpOnceAndListedWithItsLead() {
        UUID due = UUID.randomUUID();
        UUID later = UUID.randomUUID();
        task(due, "now() - interval '1 minute'", "OPEN");
        task(later, "now() + interval '1 hour'", "OPEN");
        task(UUID.randomUUID(), "now() - interval '1 hour'", "DONE");
        var tasks = database.get(DueTasks.class);

        assertThat(tasks.tenants().collectList().block()).contains(acme);
        List<Task> taken =
                Flux.range(0, 4)
                        .flatMap(_ ->
                                database.get(UnitOfWork.class)
                                        .run(
                                                acme,
                                                tasks.claim(acme, new First<>(10)).collectList()))
                        .flatMapIterable(each -> each)
                        .collectList()
                        .block();
        assertThat(taken).extracting(Task::id).containsExactly(due);
        assertThat(tasks.tenants().collectList().block()).doesNotContain(acme);

        var views = database.get(TaskViews.class);
        var mine = new TaskViews.Filter(Set.of(MIA), true);
        assertThat(all(acme, views.page(acme, mine, null, 10)))
                .extracting(row -> row.task().task().id())
                .containsExactly(due, later);
        var first = all(acme, views.page(acme, mine, null, 1)).getFirst().task().task();
        assertThat(
                        all(
                                acme,
                                views.page(
                                        acme,
                                        mine,
                                        new TaskViews.Position(first.dueAt(), first.id()),
                                        10)))
                .extracting(row -> row.task().task().id())
                .containsExactly(later);
        assertThat(all(acme, views.page(acme, new TaskViews.Filter(null, false), null, 10)))
                .hasSize(1);
        assertThat(all(globex, views.page(globex, new TaskViews.Filter(null, true), null, 10)))
                .isEmpty();
    }

    @Test
    void aTaskThatIsPutOffHoldsUpNoOtherAndComesAgain() {
        UUID bad = UUID.randomUUID();
        UUID good = UUID.randomUUID();
        task(bad, "now() - interval '2 minutes'", "OPEN");
        task(good, "now() - interval '1 minute'", "OPEN");
        var tasks = database.get(DueTasks.class);

        assertThat(all(acme, tasks.due(acme, 10))).containsExactly(bad, good);
        run(acme, tasks.putOff(acme, bad).thenReturn(true));
        assertThat(all(acme, tasks.claim(acme, new First<>(10))))
                .extracting(Task::id)
                .containsExactly(good);
        assertThat(tasks.tenants().collectList().block()).doesNotContain(acme);
        assertThat(
                        database.count(
                                "select count(*) from task where id = '%s' and tell_after between now() + interval '1 minute' and now() + interval '3 minutes'"
                                        .formatted(bad)))
                .isOne();

        database.executeAsSuperuser(
                "update task set tell_after = now() where id = '%s'".formatted(bad));
        assertThat(tasks.tenants().collectList().block()).contains(acme);
        assertThat(all(acme, tasks.claim(acme, new First<>(10))))
                .extracting(Task::id)
                .containsExactly(bad);
    }

    private void task(UUID id, String dueAt, String state) {
        UUID lead = UUID.randomUUID();
        database.executeAsSuperuser(
                """
                set session_replication_role = replica;
                insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)
                values ('%1$s', '%2$s', 'LEAD', 'ASSIGNED', '{"receivedAt":"2026-11-26T10:00:00Z"}', '[]', '', now(),
                        now());
                insert into task (tenant_id, id, lead_id, assignment_id, rep_key, type, due_at, state, ended_at)
                values ('%1$s', '%3$s', '%2$s', gen_random_uuid(), 'mia', 'CALL', %4$s, '%5$s',
                        case when '%5$s' = 'DONE' then now() end)
                """
                        .formatted(acme, lead, id, dueAt, state));
    }
}
