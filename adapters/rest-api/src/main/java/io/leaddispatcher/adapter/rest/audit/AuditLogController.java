package io.leaddispatcher.adapter.rest.audit;

import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.listing.Pages;
import io.leaddispatcher.adapter.rest.listing.QueryParameters;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.auditlog.AuditRecord;
import io.leaddispatcher.application.auditlog.ChainVerdict;
import io.leaddispatcher.application.auditlog.ShowAuditLog;
import io.leaddispatcher.application.auditlog.VerifyAuditLog;
import io.leaddispatcher.application.auditlog.port.AuditLog.Filter;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who did what, and whether nobody has meddled with it since. */
@RestController
@RequestMapping("/api/v1/audit-log")
final class AuditLogController {

    // Java knows times that no store can compare with.
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final ShowAuditLog show;
    private final VerifyAuditLog verify;
    private final Pages pages;

    AuditLogController(ShowAuditLog show, VerifyAuditLog verify, Pages pages) {
        this.show = show;
        this.verify = verify;
        this.pages = pages;
    }

    @GetMapping
    Mono<Map<String, Object>> list(Caller caller, ServerHttpRequest request) {
        PageRequest page = pages.asked(caller, request);
        Filter filter =
                new Filter(
                        null,
                        QueryParameters.text(request, "actor"),
                        action(request),
                        QueryParameters.text(request, "target"),
                        time(request, "from"),
                        time(request, "to"));
        return show.handle(
                        new ShowAuditLog.Query(
                                caller,
                                filter,
                                page.after() == null ? null : Long.valueOf(page.after()),
                                page.limit()))
                .map(found ->
                        pages.answer(
                                caller,
                                request,
                                new Page<>(
                                        found.items(),
                                        found.next() == null ? null : found.next().toString()),
                                AuditLogController::shown));
    }

    @GetMapping("/verification")
    Mono<Map<String, Object>> verify(Caller caller) {
        return verify.handle(caller)
                .map(verdict ->
                        switch (verdict) {
                            case ChainVerdict.Intact(_, long entries, var head) ->
                                    Map.of(
                                            "intact",
                                            true,
                                            "entries",
                                            entries,
                                            "head",
                                            head.toString());
                            case ChainVerdict.Broken(_, long number, String why) ->
                                    Map.of("intact", false, "firstBroken", number, "reason", why);
                        });
    }

    private static Map<String, Object> shown(AuditRecord entry) {
        Map<String, Object> detail = new LinkedHashMap<>(entry.detail());
        if (entry.address() != null) {
            detail.put("address", entry.address());
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", entry.id().toString());
        shown.put("at", entry.at().toString());
        shown.put("actor", entry.actor());
        shown.put("action", entry.action());
        shown.put("target", entry.target());
        shown.put("detail", detail);
        return shown;
    }

    private static @Nullable AuditAction action(ServerHttpRequest request) {
        String word =
                QueryParameters.oneOf(
                        request,
                        "action",
                        Arrays.stream(AuditAction.values()).map(AuditAction::word).toList());
        return word == null ? null : AuditAction.of(word).orElseThrow();
    }

    private static @Nullable Instant time(ServerHttpRequest request, String name) {
        Instant at = QueryParameters.instant(request, name);
        if (at != null && (at.isBefore(EARLIEST) || at.isAfter(LATEST))) {
            throw new InvalidInputException(
                    "/" + name,
                    Code.OUT_OF_RANGE,
                    "'%s' must be from %s to %s".formatted(name, EARLIEST, LATEST));
        }
        return at;
    }
}
