package io.leaddispatcher.adapter.rest.analytics;

import io.leaddispatcher.adapter.rest.listing.QueryParameters;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.analytics.GroupBy;
import io.leaddispatcher.application.analytics.Moment;
import io.leaddispatcher.application.analytics.Report;
import io.leaddispatcher.application.analytics.ReportCsv;
import io.leaddispatcher.application.analytics.ReportView;
import io.leaddispatcher.application.analytics.ShowReport;
import io.leaddispatcher.domain.access.Permission;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Reports on what became of leads. */
@RestController
@RequestMapping("/api/v1/analytics")
final class AnalyticsController {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final ShowReport show;

    AnalyticsController(ShowReport show) {
        this.show = show;
    }

    /** As JSON, or with {@code format=csv} as a table. */
    @GetMapping("/{report}")
    Mono<ResponseEntity<Object>> show(
            Caller caller, @PathVariable("report") String name, ServerHttpRequest request) {
        // Who may not is told so before what they ask for is looked at.
        caller.require(Permission.VIEW_LEADS);
        Report report = Report.of(name).orElseThrow(ProblemException::notFound);
        String format = QueryParameters.oneOf(request, "format", List.of("json", "csv"));
        return show.handle(
                        new ShowReport.Query(
                                caller,
                                report,
                                moment(request, "from"),
                                moment(request, "to"),
                                groupBy(request, report)))
                .map(view -> "csv".equals(format) ? table(view) : document(view));
    }

    private static @Nullable Moment moment(ServerHttpRequest request, String name) {
        String text = QueryParameters.text(request, name);
        return text == null ? null : Moment.read(name, text);
    }

    private static @Nullable GroupBy groupBy(ServerHttpRequest request, Report report) {
        String word =
                QueryParameters.oneOf(
                        request, "groupBy", report.groups().stream().map(GroupBy::word).toList());
        return word == null ? null : GroupBy.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static ResponseEntity<Object> document(ReportView view) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(view.document());
    }

    private static ResponseEntity<Object> table(ReportView view) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s\"".formatted(ReportCsv.fileName(view)))
                .body(ReportCsv.of(view));
    }
}
