package io.leaddispatcher.adapter.rest.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.leaddispatcher.adapter.rest.body.DocumentParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The schemas as they are served, held against documents as they are sent. */
public final class Schemas {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AT = "https://leads.example/schemas/";
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemas(
                                    Map.of(
                                            AT + "policy-v1.json", text("policy-v1.json"),
                                            AT + "workspace-v1.json", text("workspace-v1.json"))));
    private static final Schema POLICY =
            REGISTRY.getSchema(SchemaLocation.of(AT + "policy-v1.json"));
    private static final Schema WORKSPACE =
            REGISTRY.getSchema(SchemaLocation.of(AT + "workspace-v1.json"));

    private Schemas() {}

    /** What is wrong with a policy; empty when it is as described. */
    public static List<String> faultsOfPolicy(@Nullable Object document) {
        return faults(POLICY, document);
    }

    static List<String> faultsOfWorkspace(@Nullable Object document) {
        return faults(WORKSPACE, document);
    }

    static JsonNode node(String name) {
        return JSON.readTree(text(name));
    }

    static @Nullable Object resource(String name) {
        return DocumentParser.yaml(text("io/leaddispatcher/adapter/rest/schema/", name));
    }

    private static List<String> faults(Schema schema, @Nullable Object document) {
        return schema.validate(JSON.<JsonNode>valueToTree(document)).stream()
                .map(String::valueOf)
                .toList();
    }

    private static String text(String name) {
        return text("schemas/", name);
    }

    private static String text(String folder, String name) {
        try (InputStream file = Schemas.class.getResourceAsStream("/" + folder + name)) {
            if (file == null) {
                throw new AssertionError("there is no " + folder + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
