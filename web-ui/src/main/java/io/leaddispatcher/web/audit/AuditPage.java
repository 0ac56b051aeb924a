package io.leaddispatcher.web.audit;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.auditlog.AuditRecord;
import io.leaddispatcher.application.auditlog.ExportAuditLog;
import io.leaddispatcher.application.auditlog.NameTargets;
import io.leaddispatcher.application.auditlog.ShowAuditLog;
import io.leaddispatcher.application.export.Csv;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.list.CsvDownload;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Who did what: to read, to search, to take along. */
@Controller
final class AuditPage {

    private static final int PAGE = 50;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final CsvDownload FILE =
            new CsvDownload(
                    "audit-log.csv",
                    Csv.line(
                            List.of("at", "actor", "address", "action", "target", "detail", "id")));

    private final ShowAuditLog show;
    private final NameTargets nameTargets;
    private final ExportAuditLog export;
    private final Wording wording;

    AuditPage(ShowAuditLog show, NameTargets nameTargets, ExportAuditLog export, Wording wording) {
        this.show = show;
        this.nameTargets = nameTargets;
        this.export = export;
        this.wording = wording;
    }

    @GetMapping("/audit")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        var words = wording.in(locale);
        var wish = AuditFilter.of(parameters);
        return show.handle(new ShowAuditLog.Query(who.caller(), wish.wanted(), wish.before(), PAGE))
                .zipWhen(found ->
                        nameTargets.handle(
                                new NameTargets.Query(
                                        who.caller(),
                                        found.items().stream().map(AuditRecord::target).toList())))
                .map(found ->
                        Rendering.view("audit/audit")
                                .modelAttribute(
                                        "page",
                                        AuditView.of(
                                                wish,
                                                found.getT1(),
                                                found.getT2(),
                                                who.caller().actor(),
                                                words))
                                .build());
    }

    @GetMapping("/audit/export")
    Mono<Void> export(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            ServerHttpResponse response) {
        return FILE.send(
                export.handle(
                                new ExportAuditLog.Query(
                                        who.caller(), AuditFilter.of(parameters).wanted()))
                        .map(AuditPage::line),
                response);
    }

    private static String line(AuditRecord entry) {
        return Csv.line(
                Arrays.asList(
                        entry.at(),
                        entry.actor(),
                        entry.address(),
                        entry.action(),
                        entry.target(),
                        JSON.writeValueAsString(entry.detail()),
                        entry.id()));
    }
}
