package io.leaddispatcher.adapter.postgres.analytics;

import static io.leaddispatcher.adapter.postgres.analytics.SixLeads.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.analytics.GroupBy;
import io.leaddispatcher.application.analytics.Moment;
import io.leaddispatcher.application.analytics.Report;
import io.leaddispatcher.application.analytics.ReportView;
import io.leaddispatcher.application.analytics.ShowReport;
import io.leaddispatcher.application.analytics.port.Reports;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** By what reports are grouped, in which order, and how many groups there are. */
class ReportGroupsIT extends ReportsOnPostgres {

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
            leads.lead("fair", "QUEUED", null);
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
