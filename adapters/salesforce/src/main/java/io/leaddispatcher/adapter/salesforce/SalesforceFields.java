package io.leaddispatcher.adapter.salesforce;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.adapter.salesforce.SalesforceApi.Account;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Fields of leads and accounts. */
final class SalesforceFields implements CrmFields {

    private final SalesforceCalls calls;

    SalesforceFields(SalesforceCalls calls) {
        this.calls = calls;
    }

    @Override
    public Map<String, String> usual(Subject subject) {
        return SalesforceMapping.usual(subject);
    }

    @Override
    public Map<String, String> withoutCompany() {
        return SalesforceMapping.withoutCompany();
    }

    @Override
    public Flux<CrmField> describe(TenantId tenant, ConnectionAccess connection, Subject subject) {
        SalesforceId.Kind kind =
                switch (subject) {
                    case RECORD -> SalesforceId.Kind.LEAD;
                    case ACCOUNT -> SalesforceId.Kind.ACCOUNT;
                };
        return calls.find(new Account(tenant, connection), "sobjects", kind.object(), "describe")
                .flatMapIterable(answer ->
                        answer.path("fields")
                                .valueStream()
                                .flatMap(each -> field(each).stream())
                                .toList());
    }

    private static Optional<CrmField> field(JsonNode field) {
        return text(field, "name")
                .map(name ->
                        new CrmField(
                                name,
                                text(field, "label").orElse(name),
                                type(text(field, "type").orElse("")),
                                field.path("updateable").asBoolean(false),
                                choices(field)));
    }

    private static List<Choice> choices(JsonNode field) {
        return field.path("picklistValues")
                .valueStream()
                .filter(each -> each.path("active").asBoolean(true))
                .flatMap(each ->
                        text(each, "value")
                                .map(value -> new Choice(value, text(each, "label").orElse(value)))
                                .stream())
                .toList();
    }

    private static Type type(String word) {
        return switch (word) {
            case "string", "textarea", "email", "phone", "url", "id", "reference", "combobox" ->
                    Type.TEXT;
            case "int", "long", "double", "currency", "percent" -> Type.NUMBER;
            case "boolean" -> Type.BOOLEAN;
            case "date" -> Type.DATE;
            case "datetime" -> Type.DATETIME;
            case "picklist" -> Type.CHOICE;
            case "multipicklist" -> Type.CHOICES;
            default -> Type.OTHER;
        };
    }
}
