package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.http.PeerJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a record says of a lead: as the body of a lead that is posted to our API. */
final class LeadDocument {

    private static final List<String> PARTS = List.of("contact", "company", "lead", "custom");

    private LeadDocument() {}

    /**
     * @param account the CRM's id of the company; by it the account is found before all else
     */
    static Map<String, Object> of(
            JsonNode lead, String record, ConnectionKey connection, @Nullable String account) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("externalId", record);
        for (String part : PARTS) {
            if (lead.path(part).isObject()) {
                body.put(part, object(lead.path(part)));
            }
        }
        if (account != null) {
            @SuppressWarnings("unchecked") // Only ever filled by the lines above.
            var company =
                    (Map<String, Object>)
                            body.computeIfAbsent(
                                    "company", _ -> new LinkedHashMap<String, Object>());
            company.put("externalIds", Map.of(connection.value(), account));
        }
        return body;
    }

    private static Map<String, Object> object(JsonNode node) {
        Map<String, Object> object = new LinkedHashMap<>();
        node.properties()
                .forEach(each -> {
                    Object value = value(each.getValue());
                    if (value != null) {
                        object.put(each.getKey(), value);
                    }
                });
        return object;
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.valueStream()
                    .forEach(each -> {
                        Object item = value(each);
                        if (item != null) {
                            items.add(item);
                        }
                    });
            return items;
        }
        if (node.isNumber()) {
            return PeerJson.number(node).orElse(null);
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isString() ? node.asString() : null;
    }
}
