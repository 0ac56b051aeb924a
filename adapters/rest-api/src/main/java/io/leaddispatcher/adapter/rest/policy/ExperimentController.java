package io.leaddispatcher.adapter.rest.policy;

import io.leaddispatcher.adapter.rest.access.PathIds;
import io.leaddispatcher.adapter.rest.estimate.Intervals;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.policy.ShowExperiment;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.estimate.Interval;
import io.leaddispatcher.domain.experiment.ExperimentReport;
import io.leaddispatcher.domain.experiment.SideTally;
import io.leaddispatcher.domain.policy.ExperimentKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How the sides of an experiment have done. */
@RestController
final class ExperimentController {

    private final ShowExperiment show;

    ExperimentController(ShowExperiment show) {
        this.show = show;
    }

    @GetMapping("/api/v1/policies/{kind}/experiments/{key}")
    Mono<Map<String, Object>> show(
            Caller caller, @PathVariable("kind") String kind, @PathVariable("key") String key) {
        if (!Key.isValid(key)) {
            throw ProblemException.notFound();
        }
        return show.handle(
                        new ShowExperiment.Query(
                                caller, PathIds.kind(kind), new ExperimentKey(key)))
                .map(ExperimentController::shown)
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    private static Map<String, Object> shown(ExperimentReport report) {
        Map<String, @Nullable Object> difference = new LinkedHashMap<>();
        difference.put("meetings", shown(report.difference(SideTally::meetings)));
        difference.put("opportunities", shown(report.difference(SideTally::opportunities)));
        difference.put("won", shown(report.difference(SideTally::won)));
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("key", report.key().value());
        shown.put("since", report.since().toString());
        shown.put("control", shown(report.control()));
        shown.put("variant", shown(report.variant()));
        shown.put("difference", difference);
        shown.put("verdict", report.verdict().said().english());
        return shown;
    }

    private static Map<String, @Nullable Object> shown(SideTally side) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("companies", side.companies());
        shown.put("leads", side.leads());
        shown.put("assigned", side.assigned());
        shown.put("open", side.open().some());
        shown.put("meetings", side.meetings().some());
        shown.put("opportunities", side.opportunities().some());
        shown.put("won", side.won().some());
        shown.put("meetingRate", shown(side.meetings().rate()));
        shown.put("opportunityRate", shown(side.opportunities().rate()));
        shown.put("wonRate", shown(side.won().rate()));
        return shown;
    }

    /** Null of nothing. */
    private static @Nullable Map<String, Object> shown(Optional<Interval> interval) {
        return interval.map(Intervals::shown).orElse(null);
    }
}
