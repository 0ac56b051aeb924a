package io.leaddispatcher.web.setup;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What a fresh form proposes: what most people would choose. */
final class Beginnings {

    private Beginnings() {}

    static Map<String, Object> of(SetupKind kind) {
        return switch (kind) {
            case REP -> Map.of("capacity", Map.of("open", BigDecimal.valueOf(25)));
            case TEAM -> Map.of("workingHours", Map.of("MON-FRI", List.of("09:00-17:00")));
            case POOL -> Map.of("strategy", "WEIGHTED");
            case QUEUE -> Map.of("type", "CUSTOM");
            case FIELD -> Map.of("type", "TEXT");
            case SLA ->
                    Map.of(
                            "time",
                            "BUSINESS",
                            "targets",
                            Map.of("DISPATCHED", "PT60S", "ACCEPTED", "PT30M"),
                            "escalations",
                            List.of(step("50%", "REMIND"), step("100%", "REASSIGN")));
            case TEMPLATE ->
                    Map.of(
                            "texts",
                            Map.of("en", Map.of("subject", "", "body", "")),
                            "defaultLanguage",
                            "en");
            case TERRITORY, SEGMENT, LIST, ACCOUNT -> Map.of();
        };
    }

    private static Map<String, String> step(String at, String action) {
        return Map.of("at", at, "target", "ACCEPTED", "do", action);
    }
}
