package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.adapter.hubspot.StandInHubSpot.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The companies that {@link StandInRecords} remembers. */
final class StandInCompanies {

    private static final int PAGE = 100;

    private final TreeMap<Long, Map<String, String>> companies = new TreeMap<>();

    void put(long id, Instant changedAt, Map<String, String> properties) {
        Map<String, String> company = companies.computeIfAbsent(id, _ -> new HashMap<>());
        company.putAll(properties);
        company.put("hs_lastmodifieddate", changedAt.toString());
        company.put("hs_object_id", String.valueOf(id));
    }

    void delete(long company) {
        companies.remove(company);
    }

    SortedMap<Long, Map<String, String>> all() {
        SortedMap<Long, Map<String, String>> copy = new TreeMap<>();
        companies.forEach((id, properties) -> copy.put(id, Map.copyOf(properties)));
        return copy;
    }

    /** Empty when it has none, or is not there. */
    String name(long id) {
        return companies.getOrDefault(id, Map.of()).getOrDefault("name", "");
    }

    Answer answer(String rest, Map<String, String> query, JsonNode body) {
        return switch (rest) {
            case "" -> companyPage(query);
            case "batch/read" ->
                    StandInRecords.ok(
                            Map.of(
                                    "results",
                                    body.path("inputs")
                                            .valueStream()
                                            .map(each -> each.path("id").asString())
                                            .filter(id -> companies.containsKey(Long.valueOf(id)))
                                            .map(id -> company(Long.parseLong(id)))
                                            .toList()));
            case "search" -> search(body);
            default ->
                    companies.containsKey(Long.valueOf(rest))
                            ? StandInRecords.ok(company(Long.parseLong(rest)))
                            : StandInRecords.missing();
        };
    }

    private Answer companyPage(Map<String, String> query) {
        long after = Long.parseLong(query.getOrDefault("after", "0"));
        return page(companies.tailMap(after, false).keySet(), PAGE);
    }

    private Answer search(JsonNode body) {
        List<Long> found = new ArrayList<>();
        for (var each : companies.entrySet()) {
            if (body.path("filterGroups").isEmpty()
                    || body.path("filterGroups")
                            .valueStream()
                            .anyMatch(group -> matches(each.getValue(), group))) {
                found.add(each.getKey());
            }
        }
        return page(found, body.path("limit").asInt(10));
    }

    private static boolean matches(Map<String, String> company, JsonNode group) {
        return group.path("filters")
                .valueStream()
                .allMatch(filter -> {
                    String value = filter.path("value").asString();
                    String own = company.getOrDefault(filter.path("propertyName").asString(), "");
                    return switch (filter.path("operator").asString()) {
                        case "EQ" -> own.equals(value);
                        case "CONTAINS_TOKEN" -> List.of(own.split(";", -1)).contains(value);
                        case "GT" -> Long.parseLong(own) > Long.parseLong(value);
                        case "GTE" -> Instant.parse(own).toEpochMilli() >= Long.parseLong(value);
                        default -> throw new IllegalArgumentException(filter.toString());
                    };
                });
    }

    private Answer page(Collection<Long> found, int limit) {
        List<Long> shown = found.stream().limit(limit).toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("total", found.size());
        answer.put("results", shown.stream().map(this::company).toList());
        if (found.size() > limit) {
            answer.put("paging", Map.of("next", Map.of("after", shown.getLast().toString())));
        }
        return StandInRecords.ok(answer);
    }

    private Map<String, Object> company(long id) {
        return StandInRecords.shown(String.valueOf(id), Objects.requireNonNull(companies.get(id)));
    }
}
