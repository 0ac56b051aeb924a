package io.leaddispatcher.adapter.rest.estimate;

import io.leaddispatcher.domain.estimate.Interval;
import java.util.LinkedHashMap;
import java.util.Map;

/** Figures with the ends between which they lie, as programs read them. */
public final class Intervals {

    private Intervals() {}

    public static Map<String, Object> shown(Interval interval) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("value", interval.value());
        shown.put("low", interval.low());
        shown.put("high", interval.high());
        return shown;
    }
}
