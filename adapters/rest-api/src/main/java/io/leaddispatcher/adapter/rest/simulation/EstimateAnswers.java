package io.leaddispatcher.adapter.rest.simulation;

import io.leaddispatcher.application.simulation.DraftEstimates;
import io.leaddispatcher.domain.estimate.Estimate;
import io.leaddispatcher.domain.estimate.Interval;
import java.util.LinkedHashMap;
import java.util.Map;

/** Estimates as programs read them. */
final class EstimateAnswers {

    private EstimateAnswers() {}

    static Map<String, Object> of(DraftEstimates estimates) {
        return Map.of(
                "opportunityRate", of(estimates.opportunities()), "winRate", of(estimates.wins()));
    }

    private static Map<String, Object> of(Estimate estimate) {
        return switch (estimate) {
            case Estimate.TooLittleData(var why) -> Map.of("tooLittleData", why);
            case Estimate.Estimated estimated -> of(estimated);
        };
    }

    private static Map<String, Object> of(Estimate.Estimated estimated) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("draft", of(estimated.rate()));
        shown.put("actual", of(estimated.ran()));
        shown.put("change", of(estimated.change()));
        shown.put("checked", estimated.checked());
        shown.put("leads", estimated.leads());
        shown.put("effectiveLeads", estimated.effectiveLeads());
        shown.put("covered", estimated.covered());
        return shown;
    }

    private static Map<String, Object> of(Interval interval) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("value", interval.value());
        shown.put("low", interval.low());
        shown.put("high", interval.high());
        return shown;
    }
}
