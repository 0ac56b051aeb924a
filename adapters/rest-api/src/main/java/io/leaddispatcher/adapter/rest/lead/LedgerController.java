package io.leaddispatcher.adapter.rest.lead;

import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.pool.AdjustLedger;
import io.leaddispatcher.application.pool.ShowLedger;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.LedgerView;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows how a pool has shared out its leads, and lets a person correct it. */
@RestController
final class LedgerController {

    private final ShowLedger ledger;
    private final AdjustLedger adjust;
    private final RequestBodies bodies;

    LedgerController(ShowLedger ledger, AdjustLedger adjust, RequestBodies bodies) {
        this.ledger = ledger;
        this.adjust = adjust;
        this.bodies = bodies;
    }

    @GetMapping("/api/v1/pools/{key}/ledger")
    Mono<Map<String, @Nullable Object>> show(Caller caller, @PathVariable("key") String key) {
        return show(caller, pool(key));
    }

    @PostMapping("/api/v1/pools/{key}/ledger")
    Mono<Map<String, @Nullable Object>> adjust(
            Caller caller, @PathVariable("key") String key, ServerHttpRequest request) {
        PoolKey pool = pool(key);
        return bodies.object(request)
                .flatMap(body -> adjust.handle(new AdjustLedger.Command(caller, pool, body)))
                .flatMap(outcome ->
                        switch (outcome) {
                            case AdjustLedger.Outcome.Adjusted() -> show(caller, pool);
                            case AdjustLedger.Outcome.Unknown() ->
                                    throw ProblemException.notFound();
                        });
    }

    private Mono<Map<String, @Nullable Object>> show(Caller caller, PoolKey pool) {
        return ledger.handle(new ShowLedger.Query(caller, pool))
                .map(LedgerController::shown)
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    private static PoolKey pool(String key) {
        if (!Key.isValid(key)) {
            throw ProblemException.notFound();
        }
        return new PoolKey(key);
    }

    private static Map<String, @Nullable Object> shown(ShowLedger.View view) {
        LedgerView ledger = view.ledger();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("pool", ledger.pool().value());
        shown.put("members", ledger.members().stream().map(LedgerController::member).toList());
        shown.put("next", ledger.next() == null ? null : ledger.next().value());
        shown.put("upcoming", ledger.upcoming().stream().map(RepKey::value).toList());
        shown.put("rows", view.rows().stream().map(LedgerController::row).toList());
        return shown;
    }

    private static Map<String, Object> member(LedgerView.Member member) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("rep", member.rep().value());
        shown.put("weight", member.weight());
        shown.put("assigned", member.assigned());
        shown.put("credit", member.credit());
        shown.put("share", member.share());
        shown.put("expectedShare", member.expectedShare());
        shown.put("expected", member.expected());
        shown.put("offset", member.offset());
        shown.put("present", member.present());
        return shown;
    }

    private static Map<String, @Nullable Object> row(LedgerRow row) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("at", row.at().toString());
        shown.put("cause", row.cause().name());
        shown.put("rep", row.rep().value());
        shown.put("change", row.change());
        shown.put("leadId", row.lead() == null ? null : row.lead().toString());
        shown.put("reason", row.reason());
        shown.put("by", row.by());
        return shown;
    }
}
