package io.leaddispatcher.infra.access;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document, asked as a test needs it. */
final class DescribedApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** One thing that can be asked of the API. */
    record Operation(String method, String path, JsonNode node) {

        @Nullable JsonNode body() {
            return node.at("/requestBody/content/application~1json").isMissingNode()
                    ? null
                    : node.at("/requestBody/content/application~1json");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final JsonNode document;

    DescribedApi(String document) {
        this.document = JSON.readTree(document);
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(each ->
                                        operations.add(
                                                new Operation(
                                                        each.getKey().toUpperCase(Locale.ROOT),
                                                        path.getKey(),
                                                        each.getValue()))));
        return operations;
    }

    Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        operations().forEach(each -> routes.add(each.toString()));
        return routes;
    }

    /** The answer of a status, or a missing node. */
    JsonNode answer(Operation operation, int status) {
        return followed(operation.node().path("responses").path(String.valueOf(status)));
    }

    List<JsonNode> parameters(Operation operation) {
        List<JsonNode> parameters = new ArrayList<>();
        operation.node().path("parameters").forEach(each -> parameters.add(followed(each)));
        return parameters;
    }

    JsonNode followed(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    /** What is wrong with a value, in words; empty when it is as described. */
    String faults(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy().asObject();
        whole.set("components", document.path("components"));
        return String.join(
                "\n",
                SCHEMAS.getSchema(whole).validate(value).stream().map(String::valueOf).toList());
    }
}
