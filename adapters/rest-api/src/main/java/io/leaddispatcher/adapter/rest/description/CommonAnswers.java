package io.leaddispatcher.adapter.rest.description;

import static io.leaddispatcher.adapter.rest.description.DescriptionFiles.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds to each operation the answers that follow from its shape, so that no file repeats them. */
final class CommonAnswers {

    private static final String PARAMETERS = "parameters";

    private CommonAnswers() {}

    static void add(Map<String, Object> document) {
        map(document.get("paths"))
                .forEach((path, item) -> {
                    Map<String, Object> operations = map(item);
                    Object shared = operations.remove(PARAMETERS);
                    operations.forEach((method, operation) ->
                            complete(path, method, map(operation), list(shared)));
                });
    }

    private static void complete(
            String path, String method, Map<String, Object> operation, List<Object> shared) {
        List<Object> parameters = new ArrayList<>(shared);
        parameters.addAll(list(operation.get(PARAMETERS)));
        operation.put(PARAMETERS, parameters);
        Map<String, Object> answers = map(operation.get("responses"));
        boolean hook = path.startsWith("/hooks/");
        boolean write = !method.equals("get");
        if (write || parameters.toString().contains("query") || path.contains("{")) {
            answer(answers, "400", "Malformed");
        }
        answer(answers, "401", "Unauthorized");
        if (path.contains("{")) {
            answer(answers, "404", "NotFound");
        }
        if (operation.containsKey("requestBody")) {
            answer(answers, "413", "TooLarge");
            answer(answers, "415", "OtherType");
        }
        answer(answers, "429", "TooMany");
        if (hook) {
            answer(answers, "503", "Unavailable");
            return;
        }
        answer(answers, "403", "Forbidden");
        if (write) {
            answer(answers, "409", "Conflict");
        }
        if (write || parameters.toString().contains("limit") || path.endsWith("/diff")) {
            answer(answers, "422", "Invalid");
        }
        limits(answers);
    }

    /** Every answer that was counted says what is left. */
    private static void limits(Map<String, Object> answers) {
        answers.forEach((status, answer) -> {
            if (status.startsWith("2") && !map(answer).containsKey("$ref")) {
                Map<String, Object> headers =
                        map(
                                map(answer)
                                        .computeIfAbsent(
                                                "headers",
                                                _ -> new LinkedHashMap<String, Object>()));
                headers.put("RateLimit", Map.of("$ref", "#/components/headers/RateLimit"));
                headers.put(
                        "RateLimit-Policy", Map.of("$ref", "#/components/headers/RateLimitPolicy"));
            }
        });
    }

    private static void answer(Map<String, Object> answers, String status, String name) {
        answers.putIfAbsent(status, Map.of("$ref", "#/components/responses/" + name));
    }

    private static List<Object> list(@Nullable Object value) {
        return value instanceof List<?> list ? List.copyOf(list) : List.of();
    }
}
