package io.leaddispatcher.web.apidocs;

import io.leaddispatcher.web.apidocs.ApiDocsView.Answer;
import io.leaddispatcher.web.apidocs.ApiDocsView.Group;
import io.leaddispatcher.web.apidocs.ApiDocsView.Operation;
import io.leaddispatcher.web.apidocs.ApiDocsView.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads an OpenAPI document as people read it. */
final class ApiDocsReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String JSON_CONTENT = "/content/application~1json";

    private final JsonNode document;
    private final String url;

    ApiDocsReader(Map<String, Object> document, String url) {
        this.document = JSON.valueToTree(document);
        this.url = url;
    }

    /** All operations, by area. */
    List<Group> groups() {
        Map<String, List<Operation>> groups = new LinkedHashMap<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(each ->
                                        groups.computeIfAbsent(
                                                        each.getValue().at("/tags/0").asString(""),
                                                        _ -> new ArrayList<>())
                                                .add(
                                                        operation(
                                                                path.getKey(),
                                                                each.getKey(),
                                                                each.getValue()))));
        List<Group> all = new ArrayList<>();
        groups.forEach((name, operations) -> all.add(new Group(name, List.copyOf(operations))));
        return List.copyOf(all);
    }

    /** Those of the operations that hold all the words. */
    static List<Group> holding(List<Group> groups, String words) {
        return groups.stream()
                .map(group ->
                        new Group(
                                group.name(),
                                group.operations().stream()
                                        .filter(each -> holds(group.name() + " " + each, words))
                                        .toList()))
                .filter(group -> !group.operations().isEmpty())
                .toList();
    }

    private static boolean holds(String text, String words) {
        String low = text.toLowerCase(Locale.ROOT);
        for (String word : words.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
            if (!low.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private Operation operation(String path, String method, JsonNode node) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode each : node.path("parameters")) {
            JsonNode parameter = followed(each);
            parameters.add(
                    new Parameter(
                            parameter.path("name").asString(""),
                            parameter.path("in").asString(""),
                            parameter.path("required").asBoolean(false),
                            parameter.path("description").asString("")));
        }
        List<Answer> answers = new ArrayList<>();
        node.path("responses")
                .properties()
                .forEach(each -> {
                    JsonNode answer = followed(each.getValue());
                    JsonNode example = answer.at(JSON_CONTENT + "/example");
                    answers.add(
                            new Answer(
                                    each.getKey(),
                                    answer.path("description").asString(""),
                                    example.isMissingNode() ? "" : example.toPrettyString()));
                });
        answers.sort((one, other) -> one.status().compareTo(other.status()));
        JsonNode body = node.path("requestBody").at(JSON_CONTENT);
        JsonNode schema = whole(body.path("schema"), Set.of());
        return new Operation(
                node.path("operationId").asString(""),
                method.toUpperCase(Locale.ROOT),
                path,
                node.path("summary").asString(""),
                node.path("description").asString(""),
                node.path("x-scope").asString(""),
                parameters,
                answers,
                schema.isMissingNode() ? "" : schema.toPrettyString(),
                call(path, method, body.path("example")));
    }

    private String call(String path, String method, JsonNode example) {
        String call = "curl -X " + method.toUpperCase(Locale.ROOT) + " '" + url + path + "'";
        if (path.startsWith("/api/")) {
            call += " \\\n  -H \"Authorization: Bearer $TOKEN\"";
        }
        return example.isMissingNode()
                ? call
                : call
                        + " \\\n  -H 'Content-Type: application/json' \\\n  -d '"
                        + example.toString().replace("'", "'\\''")
                        + "'";
    }

    /** A schema with all that it refers to; where it holds itself, the name of it. */
    private JsonNode whole(JsonNode node, Set<String> within) {
        String reference = node.path("$ref").asString("");
        if (within.contains(reference)) {
            return node;
        }
        if (!reference.isEmpty()) {
            Set<String> deeper = new HashSet<>(within);
            deeper.add(reference);
            return whole(followed(node), deeper);
        }
        if (node.isObject()) {
            ObjectNode all = JSON.createObjectNode();
            node.properties()
                    .forEach(each -> all.set(each.getKey(), whole(each.getValue(), within)));
            return all;
        }
        if (node.isArray()) {
            ArrayNode all = JSON.createArrayNode();
            node.forEach(each -> all.add(whole(each, within)));
            return all;
        }
        return node;
    }

    private JsonNode followed(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
