package io.leaddispatcher.adapter.postgres.routing;

import io.leaddispatcher.adapter.postgres.encryption.EncryptedColumn;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.routing.Explanation;
import io.leaddispatcher.domain.routing.KeptExplanation;
import io.leaddispatcher.domain.routing.PackedTrace;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Routing runs as rows keep them, and as the API shows them. */
@Component
public final class StoredRuns {

    private static final String TRACE = "trace";
    // What the run came to, which the row keeps beside what explains it.
    private static final String DECISION = "decision";
    private static final String TIMINGS = "timings";

    private final PublishedRules rules;

    StoredRuns(PublishedRules rules) {
        this.rules = rules;
    }

    /**
     * The documents of runs with their whole traces. Called inside a unit of work of the tenant.
     *
     * @param runs each with its {@code id} and {@code kind}
     */
    public Mono<List<Map<String, Object>>> shown(
            TenantId tenant, List<Map<String, Object>> runs, RowCipher cipher) {
        return Flux.fromIterable(runs).concatMap(run -> shown(tenant, run, cipher)).collectList();
    }

    private Mono<Map<String, Object>> shown(
            TenantId tenant, Map<String, Object> run, RowCipher cipher) {
        Object kept =
                cipher.opened(
                        run.get(TRACE), EncryptedColumn.RUN_TRACE, String.valueOf(run.get("id")));
        if (!(kept instanceof Map<?, ?> document)) {
            return Mono.just(run);
        }
        if (!KeptExplanation.is(document)) {
            return Mono.just(with(run, PackedTrace.unpacked(document)));
        }
        return explanation(tenant, String.valueOf(run.get("kind")), document)
                .map(explanation -> with(run, trace(document, explanation)));
    }

    /** As it was kept, of a policy of this kind. */
    Mono<Explanation> explanation(TenantId tenant, String kind, Map<?, ?> document) {
        int version = KeptExplanation.version(document);
        return (version == 0
                        ? Mono.just(Optional.<Policy>empty())
                        : rules.of(tenant, kind, version, document))
                .map(policy -> KeptExplanation.read(document, policy.orElse(null)));
    }

    private static Map<String, @Nullable Object> trace(
            Map<?, ?> document, Explanation explanation) {
        Map<String, @Nullable Object> trace = new LinkedHashMap<>(explanation.trace().toDocument());
        trace.put(DECISION, document.get(DECISION));
        Object timings = document.get(TIMINGS);
        trace.put(TIMINGS, timings == null ? Map.of() : timings);
        return trace;
    }

    private static Map<String, Object> with(
            Map<String, Object> run, Map<String, ? extends @Nullable Object> trace) {
        Map<String, Object> shown = new LinkedHashMap<>(run);
        shown.put(TRACE, trace);
        return shown;
    }
}
