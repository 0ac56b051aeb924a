package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.adapter.restcrm.RestCrmApi.Account;
import io.leaddispatcher.adapter.restcrm.RestCrmApi.Call;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.PeerJson;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** What records and accounts consist of. */
final class RestFields implements CrmFields {

    private final RestCrmApi api;

    RestFields(RestCrmApi api) {
        this.api = api;
    }

    /** Its records say themselves which fields of leads they have. */
    @Override
    public boolean takesMappings() {
        return false;
    }

    @Override
    public Flux<CrmField> describe(TenantId tenant, ConnectionAccess connection, Subject subject) {
        return api.ask(
                        new Account(tenant, connection),
                        Call.get(
                                Map.of(),
                                "fields",
                                switch (subject) {
                                    case RECORD -> "record";
                                    case ACCOUNT -> "account";
                                }))
                .flatMapIterable(answer ->
                        answer.path("fields")
                                .valueStream()
                                .flatMap(each -> field(each).stream())
                                .toList());
    }

    private static Optional<CrmField> field(JsonNode field) {
        return PeerJson.text(field, "name")
                .map(name ->
                        new CrmField(
                                name,
                                PeerJson.text(field, "label").orElse(name),
                                type(PeerJson.text(field, "type").orElse("")),
                                field.path("writable").asBoolean(true),
                                choices(field)));
    }

    private static Type type(String word) {
        String name = word.toUpperCase(Locale.ROOT);
        return Arrays.stream(Type.values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElse(Type.OTHER);
    }

    private static List<Choice> choices(JsonNode field) {
        return field.path("choices")
                .valueStream()
                .flatMap(each ->
                        PeerJson.text(each, "value")
                                .map(value ->
                                        new Choice(
                                                value, PeerJson.text(each, "label").orElse(value)))
                                .stream())
                .toList();
    }
}
