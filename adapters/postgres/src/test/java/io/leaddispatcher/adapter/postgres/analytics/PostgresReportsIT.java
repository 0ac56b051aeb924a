package io.leaddispatcher.adapter.postgres.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.analytics.GroupBy;
import io.leaddispatcher.application.analytics.Moment;
import io.leaddispatcher.application.analytics.Report;
import io.leaddispatcher.application.analytics.ReportCsv;
import io.leaddispatcher.application.analytics.ReportView;
import io.leaddispatcher.application.analytics.ShowReport;
import io.leaddispatcher.application.analytics.port.Reports;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every report on six leads whose story is short enough to be counted by hand. */
class PostgresReportsIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Moment DAY_BEGINS = Moment.read("from", "2026-11-21");
    private static final Moment DAY_ENDS = Moment.read("to", "2026-11-22");

    private static TestDatabase database;

    private TenantId tenant;
    private ShowReport show;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void workspace() {
        tenant = database.newTenant();
        show =
                new ShowReport(
                        new HeavyReads(database.get(UnitOfWork.class), 7),
                        new RoutingConfigurations(
                                database.get(ConfigurationDocuments.class),
                                database.get(ActivePolicies.class),
                                database.get(Workspaces.class),
                                database.get(WebhookSubscriptions.class)),
                        database.get(Reports.class),
                        () -> NOON);
        for (String rep : List.of("Mia", "Ben", "Zoe")) {
            String key = rep.toLowerCase(Locale.ROOT);
            configure(
                    ConfigurationKind.REP,
                    key,
                    Map.of("name", rep, "email", key + "@reports.test"));
        }
        configure(
                ConfigurationKind.TEAM,
                "emea",
                Map.of("name", "EMEA", "members", List.of("mia", "ben")));
        configure(
                ConfigurationKind.TEAM,
                "key",
                Map.of("name", "Key accounts", "members", List.of("mia", "zoe")));
        seed();
    }

    private void configure(ConfigurationKind kind, String key, Map<String, ?> document) {
        var documents = database.get(ConfigurationDocuments.class);
        database.get(UnitOfWork.class)
                .run(
                        tenant,
                        documents
                                .save(tenant, kind, new StoredDocument(key, document, 1))
                                .then(documents.advance(tenant)))
                .block();
    }

    /** All arrive at noon; times are seconds after it. */
    private void seed() {
        UUID won = lead("web", "ASSIGNED", "r1");
        UUID mia = assignment(won, "mia", "p1", "r1", "ACCEPTED", 1);
        told(won, "mia", 2);
        act(won, 120);
        clock(won, mia, "mia", "hot", "MET");
        clock(won, mia, "mia", "hot", "MET");
        meeting(won, "MOVED");
        meeting(won, "HELD");
        outcome(won, mia, "MEETING_HELD", 200, null, null);
        outcome(won, mia, "OPPORTUNITY", 300, null, null);
        outcome(won, mia, "WON", 400, "900", "EUR");
        outcome(won, mia, "WON", 500, "1000", "EUR");

        UUID declined = lead("web", "ASSIGNED", "r1");
        UUID first = assignment(declined, "mia", "p1", "r1", "DECLINED", 1);
        UUID ben = assignment(declined, "ben", "p1", "r1", "ACCEPTED", 30);
        told(declined, "mia", 4);
        told(declined, "ben", 60);
        clock(declined, first, "mia", "hot", "STOPPED");
        clock(declined, ben, "ben", "hot", "BREACHED");
        meeting(declined, "NO_SHOW");

        UUID offered = lead("ads", "ASSIGNED", "r2");
        UUID zoe = assignment(offered, "zoe", null, "r2", "OFFERED", 1);
        told(offered, "zoe", 10);
        clock(offered, zoe, "zoe", "calm", "RUNNING");
        clock(offered, zoe, "zoe", "calm", "MET");
        meeting(offered, "CANCELLED");

        UUID queued = lead("ads", "QUEUED", "r2");
        clock(queued, null, null, "calm", "BREACHED");

        lead(null, "REJECTED", null);

        UUID lost = lead("web", "COMPLETED", "r1");
        broadcast(assignment(lost, "mia", "p1", "r1", "EXPIRED", 1));
        UUID quicker = assignment(lost, "ben", "p1", "r1", "COMPLETED", 1);
        told(lost, "mia", 1);
        told(lost, "ben", 2);
        act(lost, 600);
        clock(lost, quicker, "ben", "hot", "MET");
        outcome(lost, quicker, "NO_SHOW", 650, null, null);
        outcome(lost, quicker, "NO_SHOW_TAKEN_BACK", 660, null, null);
        outcome(lost, quicker, "MEETING_HELD", 700, null, null);
        outcome(lost, quicker, "LOST", 800, null, null);

        UUID before = lead("web", "ASSIGNED", "r1");
        database.executeAsSuperuser(
                "update lead set arrived_at = '2026-11-20T23:59:59Z' where id = '%s'"
                        .formatted(before));
        clock(before, assignment(before, "mia", "p1", "r1", "ACCEPTED", 1), "mia", "hot", "MET");
    }

    private static String at(long seconds) {
        return NOON.plusSeconds(seconds).toString();
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "'" + text + "'";
    }

    private UUID lead(@Nullable String source, String status, @Nullable String rule) {
        UUID id = UUID.randomUUID();
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, source, rule_id, document, issues, words, arrived_at, updated_at)
                values ('%s', '%s', 'lead', '%s', %s, %s, '{}', '[]', '', '%s', now())
                """
                        .formatted(tenant, id, status, quoted(source), quoted(rule), at(0)));
        return id;
    }

    private UUID assignment(
            UUID lead, String rep, @Nullable String pool, String rule, String state, long seconds) {
        UUID id = UUID.randomUUID();
        boolean accepted = state.equals("ACCEPTED") || state.equals("COMPLETED");
        database.executeAsSuperuser(
                """
                insert into assignment (tenant_id, id, lead_id, run_id, rep_key, pool_key, rule_id, priority, state, offered_at,
                                        accepted_at)
                values ('%s', '%s', '%s', gen_random_uuid(), '%s', %s, '%s', 'STANDARD', '%s', '%s', %s)
                """
                        .formatted(
                                tenant,
                                id,
                                lead,
                                rep,
                                quoted(pool),
                                rule,
                                state,
                                at(seconds),
                                accepted ? quoted(at(seconds + 5)) : "null"));
        return id;
    }

    private static void broadcast(UUID assignment) {
        database.executeAsSuperuser(
                "update assignment set broadcast = true where id = '%s'".formatted(assignment));
    }

    private void told(UUID lead, String rep, long seconds) {
        entry(lead, "DISPATCHED", seconds, "{\"recipient\":\"rep:%s\"}".formatted(rep));
    }

    /** It is told of an hour later. */
    private void act(UUID lead, long seconds) {
        entry(
                lead,
                "ACTIVITY_RECORDED",
                seconds + 3600,
                "{\"type\":\"CALL\",\"at\":\"%s\"}".formatted(at(seconds)));
    }

    private void entry(UUID lead, String type, long seconds, String detail) {
        database.executeAsSuperuser(
                """
                insert into timeline (tenant_id, lead_id, id, at, type, actor, channel, detail)
                values ('%s', '%s', gen_random_uuid(), '%s', '%s', 'system', 'slack', '%s')
                """
                        .formatted(tenant, lead, at(seconds), type, detail));
    }

    private void clock(
            UUID lead,
            @Nullable UUID assignment,
            @Nullable String rep,
            String policy,
            String state) {
        database.executeAsSuperuser(
                """
                insert into sla_clock (tenant_id, id, lead_id, assignment_id, rep_key, policy_key, target, plan, started_at,
                                       due_at, state, live, next_step, moving)
                values ('%s', gen_random_uuid(), '%s', %s, %s, '%s', 'ACCEPTED', '{}', '%s', '%s', '%s', false, 0, false)
                """
                        .formatted(
                                tenant,
                                lead,
                                quoted(assignment == null ? null : assignment.toString()),
                                quoted(rep),
                                policy,
                                at(0),
                                at(300),
                                state));
    }

    private void meeting(UUID lead, String state) {
        database.executeAsSuperuser(
                """
                insert into meeting (tenant_id, id, connection_key, booking, lead_id, provider, state, since, starts_at, ends_at,
                                     told_at)
                values ('%s', gen_random_uuid(), 'calendly', gen_random_uuid()::text, '%s', 'calendly', '%s', now(), now(),
                        now(), now())
                """
                        .formatted(tenant, lead, state));
    }

    private void outcome(
            UUID lead,
            @Nullable UUID assignment,
            String type,
            long seconds,
            @Nullable String amount,
            @Nullable String currency) {
        database.executeAsSuperuser(
                """
                insert into outcome (tenant_id, id, lead_id, assignment_id, type, at, amount, currency, reported_by, reported_at)
                values ('%s', gen_random_uuid(), '%s', %s, '%s', '%s', %s, %s, 'crm', now())
                """
                        .formatted(
                                tenant,
                                lead,
                                quoted(assignment == null ? null : assignment.toString()),
                                type,
                                at(seconds),
                                amount,
                                quoted(currency)));
    }

    private Caller caller(Role role) {
        return new Caller(tenant, new Actor.Member(new UUID(0, 7), role, null));
    }

    private ReportView view(Report report, @Nullable GroupBy group) {
        return Objects.requireNonNull(
                show.handle(
                                new ShowReport.Query(
                                        caller(Role.VIEWER), report, DAY_BEGINS, DAY_ENDS, group))
                        .block());
    }

    /** Its lines of values without their quotation marks. */
    private String table(Report report, @Nullable GroupBy group) {
        return ReportCsv.of(view(report, group)).replace("\"", "").replace("\r\n", "\n");
    }

    @Test
    void pain41_sharesOfTargetsMetByRepTeamRuleAndPolicyAreThoseOfAHandCount() {
        assertThat(table(Report.SLA, GroupBy.REP))
                .isEqualTo(
                        """
                        rep,name,met,breached,running,stopped,shareMet
                        ben,Ben,1,1,0,0,0.5
                        ,,0,1,0,0,0
                        mia,Mia,2,0,0,1,1
                        zoe,Zoe,1,0,1,0,1
                        ,TOTAL,4,2,1,1,0.6667
                        """);
        assertThat(table(Report.SLA, GroupBy.TEAM))
                .isEqualTo(
                        """
                        team,name,met,breached,running,stopped,shareMet
                        emea,EMEA,3,1,0,1,0.75
                        ,,0,1,0,0,0
                        key,Key accounts,3,0,1,1,1
                        ,TOTAL,4,2,1,1,0.6667
                        """);
        assertThat(table(Report.SLA, GroupBy.RULE))
                .isEqualTo(
                        """
                        rule,name,met,breached,running,stopped,shareMet
                        r1,r1,3,1,0,1,0.75
                        r2,r2,1,1,1,0,0.5
                        ,TOTAL,4,2,1,1,0.6667
                        """);
        assertThat(table(Report.SLA, GroupBy.POLICY))
                .isEqualTo(
                        """
                        policy,name,met,breached,running,stopped,shareMet
                        calm,calm,1,1,1,0,0.5
                        hot,hot,3,1,0,1,0.75
                        ,TOTAL,4,2,1,1,0.6667
                        """);
        assertThat(ReportCsv.of(view(Report.SLA, GroupBy.POLICY)))
                .startsWith(
                        "\"policy\",\"name\",\"met\",\"breached\",\"running\",\"stopped\",\"shareMet\"\r\n")
                .contains("\"hot\",\"hot\",\"3\",\"1\",\"0\",\"1\",\"0.75\"\r\n");
    }

    @Test
    void aMessageIsAsLateAsTheFirstThatARepGot() {
        assertThat(table(Report.DISPATCH_LATENCY, GroupBy.REP))
                .isEqualTo(
                        """
                        rep,name,messages,p50,p95,p99,longest
                        zoe,Zoe,1,10000,10000,10000,10000
                        mia,Mia,3,2000,4000,4000,4000
                        ,TOTAL,4,2000,10000,10000,10000
                        """);
    }

    @Test
    void meetingsThatWereHeldMissedAndCancelledCountForWhoeverHasTheLead() {
        assertThat(table(Report.SHOW_RATE, GroupBy.REP))
                .isEqualTo(
                        """
                        rep,name,booked,held,noShow,cancelled,shareHeld
                        ben,Ben,2,1,1,0,0.5
                        mia,Mia,1,1,0,0,1
                        zoe,Zoe,1,0,0,1,
                        ,TOTAL,4,2,1,1,0.6667
                        """);
    }

    @Test
    void ofMeetingsThatWereHeldSomeBecomeOpportunities() {
        assertThat(table(Report.MEETING_TO_OPPORTUNITY, GroupBy.REP))
                .isEqualTo(
                        """
                        rep,name,held,opportunities,shareOpportunity
                        ben,Ben,1,0,0
                        mia,Mia,1,1,1
                        ,TOTAL,2,1,0.5
                        """);
    }

    @Test
    void aRouteWasRightWhenTheLeadStayedWithTheFirst() {
        assertThat(table(Report.ROUTING_ACCURACY, null))
                .isEqualTo(
                        """
                        rule,name,assigned,stayed,shareStayed
                        r1,r1,3,2,0.6667
                        r2,r2,1,1,1
                        ,TOTAL,4,3,0.75
                        """);
    }

    @Test
    void speedIsCountedUntilTheFirstActivityWasAndNotUntilItWasTold() {
        assertThat(table(Report.SPEED_TO_LEAD, GroupBy.REP))
                .isEqualTo(
                        """
                        rep,name,assigned,touched,p50,p95,withinFiveMinutes,shareWithinFiveMinutes
                        ben,Ben,2,1,600,600,0,0
                        mia,Mia,1,1,120,120,1,1
                        zoe,Zoe,1,0,,,0,0
                        ,TOTAL,4,2,120,600,1,0.25
                        """);
    }

    @Test
    void loadIsWhatWasOfferedAndWhatCameOfIt() {
        assertThat(table(Report.LOAD, null))
                .isEqualTo(
                        """
                        rep,name,offered,accepted,declined,expired,returned,open,shareAccepted
                        mia,Mia,3,1,1,1,0,1,0.3333
                        ben,Ben,2,2,0,0,0,1,1
                        zoe,Zoe,1,0,0,0,0,1,0
                        ,TOTAL,6,3,1,1,0,3,0.5
                        """);
    }

    @Test
    void leadsLeakWhereNobodyActs() {
        assertThat(table(Report.LEAKAGE, null))
                .isEqualTo(
                        """
                        rule,name,received,rejected,waiting,unanswered,breachedUntouched
                        r1,r1,3,0,0,0,1
                        r2,r2,2,0,1,1,1
                        ,,1,1,0,0,0
                        ,TOTAL,6,1,1,1,2
                        """);
    }

    @Test
    void aLeadIsWorthWhatItsLatestWinSaysInItsCurrency() {
        UUID direct = lead("fair", "COMPLETED", null);
        outcome(direct, null, "WON", 10, "500.50", "USD");
        UUID unknown = lead("fair", "COMPLETED", null);
        outcome(unknown, null, "WON", 10, "7", null);

        assertThat(table(Report.REVENUE, null))
                .isEqualTo(
                        """
                        rule,name,assigned,opportunities,concluded,won,shareWon,won.EUR,won.USD,won.XXX
                        ,,0,2,2,2,1,,500.5,7
                        r1,r1,3,1,2,1,0.5,1000,,
                        r2,r2,1,0,0,0,,,,
                        ,TOTAL,4,3,4,3,0.75,1000,500.5,7
                        """);
    }

    @Test
    void daysAreInTheirOrderAndSourcesAreShown() {
        var week =
                Objects.requireNonNull(
                        show.handle(
                                        new ShowReport.Query(
                                                caller(Role.MANAGER),
                                                Report.LEAKAGE,
                                                Moment.read("from", "2026-11-20T00:00:00+01:00"),
                                                DAY_ENDS,
                                                GroupBy.DAY))
                                .block());
        assertThat(week.rows())
                .extracting(ReportView.Row::key)
                .containsExactly("2026-11-20", "2026-11-21");
        assertThat(table(Report.LEAKAGE, GroupBy.SOURCE))
                .contains("web,web,3,", "ads,ads,2,", ",,1,1,");
    }

    @ParameterizedTest
    @EnumSource
    void everyReportCanBeGroupedByAllThatItNamesAndTellsNobodyOfAnothersLeads(Report report) {
        TenantId own = tenant;
        for (GroupBy group : report.groups()) {
            ReportView full = view(report, group);
            assertThat(full.rows()).as("%s by %s", report, group).isNotEmpty();

            tenant = database.newTenant();
            ReportView foreign = view(report, group);
            assertThat(foreign.rows()).as("%s by %s", report, group).isEmpty();
            assertThat(foreign.total().numbers().values()).allMatch(each -> each.signum() == 0);
            tenant = own;
        }
        assertThatThrownBy(() ->
                        show.handle(
                                        new ShowReport.Query(
                                                caller(Role.VIEWER),
                                                report,
                                                DAY_ENDS,
                                                DAY_BEGINS,
                                                null))
                                .block())
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void ofManyGroupsThoseOfMostLeadsAreCounted() {
        for (int i = 0; i < 3; i++) {
            lead("fair", "QUEUED", null);
        }
        var lines =
                Objects.requireNonNull(
                        database.get(UnitOfWork.class)
                                .run(
                                        tenant,
                                        database.get(Reports.class)
                                                .of(
                                                        tenant,
                                                        new Reports.Wish(
                                                                Report.LEAKAGE,
                                                                GroupBy.SOURCE,
                                                                NOON,
                                                                NOON.plusSeconds(1),
                                                                ZoneOffset.UTC,
                                                                List.of()),
                                                        2)
                                                .collectList())
                                .block());

        assertThat(lines)
                .filteredOn(line -> !line.total() && line.key() != null)
                .extracting(Reports.Line::key)
                .containsExactlyInAnyOrder("web", "fair");
    }
}
