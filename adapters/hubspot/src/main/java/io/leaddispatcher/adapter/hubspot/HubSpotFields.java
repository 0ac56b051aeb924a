package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Properties of contacts and companies. */
final class HubSpotFields implements CrmFields {

    private final HubSpotCalls calls;

    HubSpotFields(HubSpotCalls calls) {
        this.calls = calls;
    }

    @Override
    public Map<String, String> usual(Subject subject) {
        return HubSpotMapping.usual(subject);
    }

    @Override
    public Map<String, String> withoutCompany() {
        return HubSpotMapping.withoutCompany();
    }

    @Override
    public Flux<CrmField> describe(TenantId tenant, ConnectionAccess connection, Subject subject) {
        return calls.get(
                        tenant,
                        connection,
                        Map.of("archived", "false"),
                        "crm",
                        "v3",
                        "properties",
                        switch (subject) {
                            case RECORD -> "contacts";
                            case ACCOUNT -> "companies";
                        })
                .flatMapIterable(answer ->
                        answer.path("results")
                                .valueStream()
                                .filter(each -> !each.path("hidden").asBoolean(false))
                                .flatMap(each -> field(each).stream())
                                .toList());
    }

    private static Optional<CrmField> field(JsonNode property) {
        return text(property, "name")
                .map(name ->
                        new CrmField(
                                name,
                                text(property, "label").orElse(name),
                                type(property),
                                !property.path("modificationMetadata")
                                        .path("readOnlyValue")
                                        .asBoolean(false),
                                choices(property)));
    }

    private static List<Choice> choices(JsonNode property) {
        return property.path("options")
                .valueStream()
                .filter(each -> !each.path("hidden").asBoolean(false))
                .flatMap(each ->
                        text(each, "value")
                                .map(value -> new Choice(value, text(each, "label").orElse(value)))
                                .stream())
                .toList();
    }

    private static Type type(JsonNode property) {
        return switch (text(property, "type").orElse("")) {
            case "string", "phone_number" -> Type.TEXT;
            case "number" -> Type.NUMBER;
            case "bool" -> Type.BOOLEAN;
            case "date" -> Type.DATE;
            case "datetime" -> Type.DATETIME;
            case "enumeration" ->
                    text(property, "fieldType").filter("checkbox"::equals).isPresent()
                            ? Type.CHOICES
                            : Type.CHOICE;
            default -> Type.OTHER;
        };
    }
}
