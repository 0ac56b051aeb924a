package io.leaddispatcher.web.analytics;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.analytics.ReportCsv;
import io.leaddispatcher.application.analytics.ShowReport;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Reports: how quickly people act, what comes of leads, and where they are lost. */
@Controller
final class AnalyticsPage {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private static final String TOO_MUCH = "too-much";

    private final ShowReport showReport;
    private final Wording wording;
    private final InstantSource clock;

    AnalyticsPage(ShowReport showReport, Wording wording, InstantSource clock) {
        this.showReport = showReport;
        this.wording = wording;
        this.clock = clock;
    }

    @GetMapping("/analytics")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        var wish = AnalyticsFilter.of(parameters);
        return showReport
                .handle(wish.query(who.caller(), clock.instant()))
                .map(found ->
                        Rendering.view("analytics/analytics")
                                .modelAttribute(
                                        "page",
                                        AnalyticsView.of(
                                                wish,
                                                RowOrder.of(parameters),
                                                found,
                                                wording.in(locale)))
                                .modelAttribute("tooMuch", parameters.containsKey(TOO_MUCH))
                                .modelAttribute("uncounted", false)
                                .build())
                .onErrorResume(
                        AnalyticsPage::isTooMuch,
                        _ ->
                                Mono.just(
                                        wish.isShortest()
                                                ? uncounted(wish, wording.in(locale))
                                                : Rendering.redirectTo(
                                                                wish.shortest() + "&" + TOO_MUCH)
                                                        .build()));
    }

    /** Nothing shorter can be offered: whoever reads names the days. */
    private static Rendering uncounted(AnalyticsFilter wish, Words words) {
        return Rendering.view("analytics/analytics")
                .modelAttribute("page", AnalyticsView.uncounted(wish, words))
                .modelAttribute("tooMuch", false)
                .modelAttribute("uncounted", true)
                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                .build();
    }

    private static boolean isTooMuch(Throwable error) {
        return error instanceof InvalidInputException wrong
                && wrong.violations().getFirst().message().equals(ShowReport.TOO_MUCH);
    }

    @GetMapping("/analytics/table.csv")
    Mono<ResponseEntity<String>> table(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters) {
        var wish = AnalyticsFilter.of(parameters);
        return showReport
                .handle(wish.query(who.caller(), clock.instant()))
                .map(found ->
                        ResponseEntity.ok()
                                .contentType(CSV)
                                .header(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        "attachment; filename=\"%s\""
                                                .formatted(ReportCsv.fileName(found)))
                                .body(ReportCsv.of(found)));
    }
}
