package io.leaddispatcher.application.webhook;

import io.leaddispatcher.domain.webhook.WebhookEventType;
import io.leaddispatcher.domain.webhook.WebhookField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of what is sent for each type of event. Properties may be added later. */
public final class WebhookSchemas {

    private WebhookSchemas() {}

    public static Map<String, Object> of(WebhookEventType type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("type", Map.of("const", type.word()));
        properties.put("timestamp", Map.of("type", "string", "format", "date-time"));
        properties.put("data", data(type));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", type.word());
        schema.put("description", type.about());
        schema.put("type", "object");
        schema.put("required", List.of("type", "timestamp", "data"));
        schema.put("properties", properties);
        return schema;
    }

    private static Map<String, Object> data(WebhookEventType type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        type.fields().forEach(field -> properties.put(field.name(), value(field)));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", "object");
        data.put(
                "required",
                type.fields().stream()
                        .filter(WebhookField::required)
                        .map(WebhookField::name)
                        .toList());
        data.put("properties", properties);
        return data;
    }

    private static Map<String, Object> value(WebhookField field) {
        return switch (field.shape()) {
            case TEXT -> Map.of("type", "string");
            case NUMBER -> Map.of("type", "number");
            case LIST_OF_TEXT -> Map.of("type", "array", "items", Map.of("type", "string"));
        };
    }
}
