package io.leaddispatcher.web.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.analytics.GroupBy;
import io.leaddispatcher.application.analytics.Moment;
import io.leaddispatcher.application.analytics.Report;
import io.leaddispatcher.application.analytics.ShowReport;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

class AnalyticsFilterTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private static AnalyticsFilter of(String... namesAndValues) {
        var parameters = new LinkedMultiValueMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return AnalyticsFilter.of(parameters);
    }

    private static ShowReport.Query query(AnalyticsFilter filter) {
        return filter.query(
                new Caller(
                        new TenantId(new UUID(0, 1)),
                        new Actor.Member(new UUID(0, 2), Role.VIEWER, null)),
                NOW);
    }

    @Test
    void whatNobodyKnowsIsLeftOut() {
        var usual = new AnalyticsFilter(Report.SPEED_TO_LEAD, null, 30, null, null);

        assertThat(
                        of(
                                "report",
                                "gossip",
                                "by",
                                "moon",
                                "days",
                                "-1",
                                "from",
                                "soon",
                                "to",
                                "+999999999-12-31"))
                .isEqualTo(usual);
        assertThat(of("by", "policy")).isEqualTo(usual);
        assertThat(of("from", "2026-11-02", "to", "2026-11-01")).isEqualTo(usual);
        assertThat(usual.address()).isEqualTo("/analytics?report=speed-to-lead");
    }

    @Test
    void theAddressSaysWhatIsAskedFor() {
        var filter = of("report", "sla", "by", "policy", "days", "7");

        assertThat(filter)
                .isEqualTo(new AnalyticsFilter(Report.SLA, GroupBy.POLICY, 7, null, null));
        assertThat(filter.address()).isEqualTo("/analytics?report=sla&by=policy&days=7");
        assertThat(filter.csv()).isEqualTo("/analytics/table.csv?report=sla&by=policy&days=7");
        assertThat(filter.address(30)).isEqualTo("/analytics?report=sla&by=policy");
        assertThat(filter.address(Report.LOAD)).isEqualTo("/analytics?report=load&days=7");
        assertThat(query(filter).from())
                .isEqualTo(new Moment.Exactly(Instant.parse("2026-11-21T12:00:00Z")));
        assertThat(query(filter).to()).isNull();
    }

    @Test
    void daysThatAreNamedAreWholeOnes() {
        var filter = of("report", "load", "days", "7", "from", "2026-11-02", "to", "2026-11-02");

        assertThat(filter.address())
                .isEqualTo("/analytics?report=load&from=2026-11-02&to=2026-11-02");
        assertThat(query(filter).from()).isEqualTo(new Moment.StartOf(LocalDate.of(2026, 11, 2)));
        assertThat(query(filter).to()).isEqualTo(new Moment.StartOf(LocalDate.of(2026, 11, 3)));
        assertThat(query(of("to", "2026-11-02")).from()).isNull();
        assertThat(query(of("from", "2026-11-27")).to()).isNull();
    }

    @Test
    void aDayThatIsStillToComeEndsAllTheSame() {
        assertThat(query(of("from", "2030-01-01")).to())
                .isEqualTo(new Moment.StartOf(LocalDate.of(2030, 1, 3)));
    }
}
