package io.leaddispatcher.adapter.rest.policy;

import io.leaddispatcher.adapter.rest.access.PathIds;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.analysis.AnalyzePolicy;
import io.leaddispatcher.domain.analysis.Finding;
import io.leaddispatcher.domain.analysis.PolicyAnalysis;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the analysis of a draft finds. */
@RestController
final class PolicyAnalysisController {

    private final AnalyzePolicy analyze;

    PolicyAnalysisController(AnalyzePolicy analyze) {
        this.analyze = analyze;
    }

    @PostMapping("/api/v1/policies/{kind}/draft/analyze")
    Mono<Map<String, Object>> analyze(Caller caller, @PathVariable("kind") String kind) {
        return analyze.handle(new AnalyzePolicy.Query(caller, PathIds.kind(kind)))
                .map(PolicyAnalysisController::shown)
                .switchIfEmpty(Mono.error(ProblemException::noDraft));
    }

    private static Map<String, Object> shown(PolicyAnalysis analysis) {
        return Map.of(
                "findings",
                analysis.findings().stream().map(PolicyAnalysisController::shown).toList(),
                "complete",
                analysis.isComplete());
    }

    private static Map<String, @Nullable Object> shown(Finding finding) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("type", finding.type().name());
        shown.put("severity", finding.severity().name());
        shown.put("pointer", finding.pointer());
        shown.put("ruleId", finding.ruleId());
        shown.put("otherRuleId", finding.otherRuleId());
        shown.put("poolKey", finding.poolKey());
        shown.put("queueKey", finding.queueKey());
        shown.put("message", finding.message());
        shown.put("example", finding.example().isEmpty() ? null : finding.example());
        return shown;
    }
}
