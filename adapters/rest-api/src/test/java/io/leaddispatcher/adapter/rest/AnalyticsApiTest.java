package io.leaddispatcher.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.analytics.Report;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/** Asking for reports. */
class AnalyticsApiTest extends ApiInMemory {

    @Test
    void aReportTellsItsPeriodItsColumnsAndItsNumbers() {
        client.get()
                .uri("/api/v1/analytics/sla?from=2026-11-01T00:00:00Z&to=2026-11-02&groupBy=policy")
                .headers(headers -> headers.setBearerAuth(ApiTestConfiguration.READER))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json(
                        """
                        {"report":"sla","from":"2026-11-01T00:00:00Z","to":"2026-11-01T23:00:00Z","groupBy":"policy",
                         "columns":[{"key":"met","unit":"COUNT"},{"key":"breached","unit":"COUNT"},
                                    {"key":"running","unit":"COUNT"},{"key":"stopped","unit":"COUNT"},
                                    {"key":"shareMet","unit":"SHARE"}],
                         "rows":[{"key":"=2026-11-01T00:00:00Z POLICY","name":"=2026-11-01T00:00:00Z POLICY","met":10,
                                  "breached":0,"running":0,"stopped":0,"shareMet":1}],
                         "total":{"met":10,"breached":0,"running":0,"stopped":0,"shareMet":1}}
                        """);
    }

    @Test
    void whileTheWorkspaceMakesManyWhoeverAsksForAnotherIsToldToWait() {
        var reads = context.getBean(HeavyReads.class);
        for (int i = 0; i < 100; i++) {
            reads.run(new TenantId(new UUID(0, 1)), Mono.never()).subscribe(_ -> {}, _ -> {});
        }

        client.get()
                .uri("/api/v1/analytics/sla")
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("Retry-After", "10")
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat(detail.toString()).contains("one after the other"));
        client.get()
                .uri("/api/v1/analytics/sla")
                .headers(headers -> headers.setBearerAuth(ApiTestConfiguration.STRANGER))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void asCsvItIsAFileWithoutFormulas() {
        var text =
                client.get()
                        .uri(
                                URI.create(
                                        "/api/v1/analytics/sla?to=2026-11-21T12:00:00%2B01:00&format=csv"))
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .contentType("text/csv;charset=UTF-8")
                        .expectHeader()
                        .valueEquals(
                                "Content-Disposition", "attachment; filename=\"sla-by-rep.csv\"")
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();

        assertThat(text)
                .isEqualTo(
                        """
                        "rep","name","met","breached","running","stopped","shareMet"\r
                        "'=2026-10-22T11:00:00Z REP","'=2026-10-22T11:00:00Z REP","10","0","0","0","1"\r
                        "","TOTAL","10","0","0","0","1"\r
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/nothing|404|There is no such thing here.",
                "/SLA|404|There is no such thing here.",
                "/load?groupBy=policy|400|'groupBy' must be one of rep, team, rule, pool, source, day",
                "/sla?groupBy=moon|400|'groupBy' must be one of rep, team, rule, pool, policy, source, day",
                "/sla?format=xml|400|'format' must be one of json, csv",
                "/sla?from=yesterday|422|'from' must be a date such as 2026-11-21, or a time with offset",
                "/sla?to=2026-02-30|422|'to' must be a date such as 2026-11-21, or a time with offset",
                "/sla?from=2026-11-02&to=2026-11-02|422|'from' (2026-11-01T23:00:00Z) must be before 'to' (2026-11-01T23:00:00Z)",
                "/sla?from=0001-01-01|422|'from' must be from 1900-01-01T00:00:00Z to 9999-12-31T00:00:00Z"
            })
    void whatCannotBeToldIsRefusedWithTheReason(String path, int status, String reason) {
        var text =
                client.get()
                        .uri("/api/v1/analytics" + path)
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status)
                        .expectHeader()
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();

        assertThat(text).contains(reason);
    }

    @ParameterizedTest
    @EnumSource
    void eachReportHasAnAddress(Report report) {
        client.get()
                .uri("/api/v1/analytics/" + report.word())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.groupBy")
                .isEqualTo(report.usual().word());
    }
}
