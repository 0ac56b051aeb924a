package io.leaddispatcher.adapter.rest.description;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** Reads the files below {@code openapi/} and lays them into one document. */
final class DescriptionFiles {

    private static final List<String> AREAS =
            List.of(
                    "leads",
                    "analytics",
                    "configuration",
                    "policies",
                    "connections",
                    "access",
                    "audit",
                    "privacy",
                    "workspace-files",
                    "webhooks",
                    "hooks");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DescriptionFiles() {}

    static Map<String, Object> read() {
        Map<String, Object> document = parsed(text("api"));
        for (String area : AREAS) {
            Map<String, Object> part = parsed(text(area));
            kinds(document, part);
            lay(document, part);
        }
        return document;
    }

    /** The kinds of configuration are asked for alike, so their paths are written once. */
    private static void kinds(Map<String, Object> document, Map<String, Object> part) {
        Object kinds = part.remove("kinds");
        if (kinds == null) {
            return;
        }
        String template = text("configuration-kind");
        map(kinds)
                .forEach((path, kind) -> {
                    Map<String, Object> example = map(map(kind).get("example"));
                    Map<String, Object> answer = new LinkedHashMap<>();
                    answer.put("key", "emea");
                    answer.putAll(example);
                    lay(
                            document,
                            parsed(
                                    template.replace("<path>", path)
                                            .replace(
                                                    "<Kind>", String.valueOf(map(kind).get("kind")))
                                            .replace(
                                                    "<Kinds>",
                                                    String.valueOf(map(kind).get("kinds")))
                                            .replace("<example>", JSON.writeValueAsString(example))
                                            .replace("<answer>", JSON.writeValueAsString(answer))));
                });
    }

    private static void lay(Map<String, Object> onto, Map<String, Object> part) {
        part.forEach((name, value) -> {
            Object there = onto.putIfAbsent(name, value);
            if (there instanceof Map && value instanceof Map) {
                lay(map(there), map(value));
            } else if (there != null) {
                throw new IllegalStateException("'%s' is described twice".formatted(name));
            }
        });
    }

    private static Map<String, Object> parsed(String text) {
        return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    }

    private static String text(String name) {
        String path = "/openapi/%s.yaml".formatted(name);
        try (InputStream file = DescriptionFiles.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("%s is missing".formatted(path));
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    @SuppressWarnings("unchecked") // the files' maps have names for keys
    static Map<String, Object> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IllegalStateException("'%s' is no map".formatted(value));
    }
}
