package io.leaddispatcher.infra.fire;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schemas that a node serves to anybody, as an editor uses them. */
final class ServedSchemas {

    private static final ObjectMapper YAML = new YAMLMapper();

    private final String at;
    private final SchemaRegistry registry;

    ServedSchemas(int port) throws IOException, InterruptedException {
        at = "http://127.0.0.1:%d/schemas/".formatted(port);
        Map<String, String> served = new HashMap<>();
        for (String name : List.of("policy-v1.json", "workspace-v1.json")) {
            served.put(
                    at + name,
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(at + name)).build(),
                                    BodyHandlers.ofString())
                            .body());
        }
        registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(served));
    }

    /** What is wrong with a workspace in YAML, in words. */
    List<String> faults(String yaml) {
        return registry
                .getSchema(SchemaLocation.of(at + "workspace-v1.json"))
                .validate(YAML.readTree(yaml))
                .stream()
                .map(String::valueOf)
                .toList();
    }
}
