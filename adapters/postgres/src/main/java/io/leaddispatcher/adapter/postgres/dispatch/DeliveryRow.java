package io.leaddispatcher.adapter.postgres.dispatch;

import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.lead.LeadId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How a delivery lies in its row. */
final class DeliveryRow {

    static final String COLUMNS =
            "id, lead_id, recipient, route, step, document, state, attempts, tries, last_error,"
                    + " due_at, paced, reference";

    static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};
    private static final TypeReference<List<Stop>> ROUTE = new TypeReference<>() {};

    /** One address of a route. */
    record Stop(Address.Kind kind, String value) {}

    private DeliveryRow() {}

    static Delivery read(Readable row) {
        UUID lead = row.get("lead_id", UUID.class);
        return new Delivery(
                new DeliveryId(Objects.requireNonNull(row.get("id", UUID.class))),
                lead == null ? null : new LeadId(lead),
                new DeliveryDraft(
                        text(row, "recipient"),
                        JSON.readValue(json(row, "route"), ROUTE).stream()
                                .map(stop -> new Address(stop.kind(), stop.value()))
                                .toList(),
                        tree(row, "document")),
                number(row, "step"),
                DeliveryState.valueOf(text(row, "state")),
                number(row, "attempts"),
                number(row, "tries"),
                row.get("last_error", String.class),
                dueAt(row),
                Boolean.TRUE.equals(row.get("paced", Boolean.class)),
                row.get("reference", String.class));
    }

    static Instant dueAt(Readable row) {
        return Objects.requireNonNull(row.get("due_at", Instant.class));
    }

    static Map<String, Object> tree(Readable row, String column) {
        return JSON.readValue(json(row, column), TREE);
    }

    /**
     * As {@code jsonb_to_recordset} takes it.
     *
     * @param turn the name of the address whose turn it would take; null: of none
     */
    static Map<String, Object> write(Delivery delivery, @Nullable String turn) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", delivery.id().toString());
        if (delivery.lead() != null) {
            row.put("lead_id", delivery.lead().toString());
        }
        row.put("recipient", delivery.draft().recipient());
        row.put(
                "route",
                delivery.draft().route().stream()
                        .map(address -> new Stop(address.kind(), address.value()))
                        .toList());
        row.put("channel", delivery.channel().name());
        row.put("document", delivery.draft().document());
        row.put("due_at", delivery.dueAt().toString());
        if (turn != null) {
            row.put("turn", turn);
        }
        return row;
    }

    private static String json(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Json.class)).asString();
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static int number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Integer.class));
    }
}
