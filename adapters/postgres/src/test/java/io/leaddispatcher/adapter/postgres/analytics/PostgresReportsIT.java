package io.leaddispatcher.adapter.postgres.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.analytics.GroupBy;
import io.leaddispatcher.application.analytics.Report;
import io.leaddispatcher.application.analytics.ReportCsv;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every report on the six leads tells what a hand count tells. */
class PostgresReportsIT extends ReportsOnPostgres {

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
    void speedIsCountedUntilSomebodyDidTheFirstThing() {
        assertThat(table(Report.SPEED_TO_LEAD, GroupBy.REP))
                .isEqualTo(
                        """
                        rep,name,assigned,touched,p50,p95,withinFiveMinutes,shareWithinFiveMinutes
                        ben,Ben,2,2,6,35,2,1
                        mia,Mia,1,1,6,6,1,1
                        zoe,Zoe,1,0,,,0,0
                        ,TOTAL,4,3,6,35,3,0.75
                        """);
    }

    @Test
    void anActivityIsOfWhenItWasAndNotOfWhenItWasTold() {
        leads.neverAccepted();

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
    void aFinishedTaskAndWhatCameOfALeadAreDeedsToo() {
        leads.taskDone(leads.late("r1"), 400);
        leads.outcome(leads.late("r1"), null, "LOST", 900, null, null);
        leads.late("r1");
        leads.neverAccepted();

        assertThat(table(Report.SPEED_TO_LEAD, GroupBy.REP)).contains("zoe,Zoe,4,2,400,900,0,0\n");
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
                        r1,r1,3,0,0,0,0
                        r2,r2,2,0,1,1,1
                        ,,1,1,0,0,0
                        ,TOTAL,6,1,1,1,1
                        """);
    }

    @Test
    void lateIsWhatIsStillPastItsTimeWhileNobodyHasDoneAnything() {
        leads.late("forgotten");
        leads.taskDone(leads.late("called"), 400);
        leads.outcome(leads.late("won"), null, "WON", 400, null, null);
        leads.clockEnds(leads.late("passed-on"));

        assertThat(table(Report.LEAKAGE, null))
                .contains(
                        "forgotten,forgotten,1,0,0,0,1\n",
                        "called,called,1,0,0,0,0\n",
                        "won,won,1,0,0,0,0\n",
                        "passed-on,passed-on,1,0,0,0,0\n");
    }

    @Test
    void spamAndDuplicatesAreNoChanceThatWasLost() {
        leads.disqualified(leads.lead("web", "COMPLETED", "queued"), "SPAM");
        leads.disqualified(leads.late("given"), "DUPLICATE");
        leads.disqualified(leads.late("no-budget"), "No budget");

        assertThat(table(Report.REVENUE, null))
                .contains(
                        "given,given,1,0,0,0,,\n",
                        "no-budget,no-budget,1,0,1,0,0,\n",
                        ",TOTAL,6,1,3,1,0.3333,1000\n")
                .doesNotContain("queued");
    }

    @Test
    void aLeadIsWorthWhatItsLatestWinSaysInItsCurrency() {
        UUID direct = leads.lead("fair", "COMPLETED", null);
        leads.outcome(direct, null, "WON", 10, "500.50", "USD");
        UUID unknown = leads.lead("fair", "COMPLETED", null);
        leads.outcome(unknown, null, "WON", 10, "7", null);

        assertThat(table(Report.REVENUE, null))
                .isEqualTo(
                        """
                        rule,name,assigned,opportunities,concluded,won,shareWon,won.EUR,won.USD,won.XXX
                        r1,r1,3,1,2,1,0.5,1000,,
                        ,,0,2,2,2,1,,500.5,7
                        r2,r2,1,0,0,0,,,,
                        ,TOTAL,4,3,4,3,0.75,1000,500.5,7
                        """);
    }
}
