package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.export.Csv;
import io.leaddispatcher.application.lead.ExportLeads;
import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.list.CsvDownload;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import reactor.core.publisher.Mono;

/** The list of leads as a file to take along. */
@Controller
final class LeadsExportPage {

    /** All pages are sent, however many leads there are on one. */
    private static final int ANY_LIMIT = 200;

    private static final CsvDownload FILE =
            new CsvDownload(
                    "leads.csv",
                    Csv.line(
                            List.of(
                                    "id",
                                    "receivedAt",
                                    "status",
                                    "name",
                                    "email",
                                    "phone",
                                    "company",
                                    "country",
                                    "source",
                                    "campaign",
                                    "priority",
                                    "rep",
                                    "repName",
                                    "queue",
                                    "rule",
                                    "tier",
                                    "outcome",
                                    "outcomeReason",
                                    "mergedInto")));

    private final ExportLeads export;

    LeadsExportPage(ExportLeads export) {
        this.export = export;
    }

    @GetMapping("/leads/export")
    Mono<Void> export(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            ServerHttpResponse response) {
        return FILE.send(
                export.handle(LeadsFilter.of(parameters).query(who.caller(), ANY_LIMIT))
                        .map(LeadsExportPage::line),
                response);
    }

    /** What is hidden from the reader in the list is hidden here. */
    private static String line(LeadSummaryView lead) {
        var document = Tree.of(lead.document());
        var closed = lead.closed();
        return Csv.line(
                Arrays.asList(
                        lead.id(),
                        lead.receivedAt(),
                        lead.status(),
                        lead.name(),
                        lead.email(),
                        document.tree("contact").text("phone"),
                        lead.company(),
                        document.tree("company").text("country"),
                        lead.source(),
                        document.tree("lead").text("campaign"),
                        lead.priority(),
                        lead.repKey(),
                        lead.repName(),
                        lead.queueKey(),
                        document.text("ruleId"),
                        document.text("tier"),
                        closed == null ? null : closed.outcome(),
                        closed == null ? null : closed.reason(),
                        document.tree("merged").text("into")));
    }
}
