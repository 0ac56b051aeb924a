package io.leaddispatcher.adapter.rest.monitoring;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.monitoring.CheckKey;
import io.leaddispatcher.application.monitoring.CheckView;
import io.leaddispatcher.application.monitoring.RepairCheck;
import io.leaddispatcher.application.monitoring.ShowChecks;
import io.leaddispatcher.application.monitoring.port.Checks.Example;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What is amiss, and mending it. */
@RestController
@RequestMapping("/api/v1/monitoring/checks")
final class MonitoringController {

    private static final String CHANNEL = "api";

    private final ShowChecks showChecks;
    private final RepairCheck repairCheck;

    MonitoringController(ShowChecks showChecks, RepairCheck repairCheck) {
        this.showChecks = showChecks;
        this.repairCheck = repairCheck;
    }

    @GetMapping
    Mono<Map<String, Object>> list(Caller caller) {
        return showChecks
                .handle(caller)
                .map(shown ->
                        Map.of(
                                "items",
                                shown.checks().stream()
                                        .map(MonitoringController::document)
                                        .toList()));
    }

    @PostMapping("/{key}/repair")
    Mono<Map<String, Object>> repair(Caller caller, @PathVariable("key") String key) {
        return repairCheck
                .handle(new RepairCheck.Command(caller, key, CHANNEL))
                .map(done -> {
                    Map<String, Object> answer = document(done.check());
                    answer.put("repaired", done.repaired());
                    return answer;
                })
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    private static Map<String, Object> document(CheckView check) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("key", check.key().name());
        document.put("count", check.count());
        List<Map<String, Object>> examples =
                check.examples().stream().map(example -> document(check.key(), example)).toList();
        document.put("examples", examples);
        document.put("repair", check.key().repair());
        return document;
    }

    private static Map<String, Object> document(CheckKey key, Example example) {
        Map<String, Object> document = new LinkedHashMap<>();
        put(document, "leadId", example.lead());
        put(document, key.idName(), example.id());
        put(document, key.nameName(), example.name());
        document.put("at", example.at().toString());
        put(document, key.detailName(), example.detail());
        return document;
    }

    private static void put(Map<String, Object> document, String name, @Nullable Object value) {
        if (value != null) {
            document.put(name, value.toString());
        }
    }
}
