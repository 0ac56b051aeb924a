package io.leaddispatcher.adapter.rest.simulation;

import io.leaddispatcher.adapter.rest.estimate.Intervals;
import io.leaddispatcher.application.simulation.DraftEstimates;
import io.leaddispatcher.domain.estimate.Estimate;
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
            case Estimate.TooLittleData(var said) -> Map.of("tooLittleData", said.english());
            case Estimate.Estimated estimated -> of(estimated);
        };
    }

    private static Map<String, Object> of(Estimate.Estimated estimated) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("draft", Intervals.shown(estimated.rate()));
        shown.put("actual", Intervals.shown(estimated.ran()));
        shown.put("change", Intervals.shown(estimated.change()));
        shown.put("checked", estimated.checked());
        shown.put("leads", estimated.leads());
        shown.put("effectiveLeads", estimated.effectiveLeads());
        shown.put("covered", estimated.covered());
        return shown;
    }
}
