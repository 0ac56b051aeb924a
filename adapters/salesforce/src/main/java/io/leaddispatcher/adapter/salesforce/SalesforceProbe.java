package io.leaddispatcher.adapter.salesforce;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.adapter.salesforce.SalesforceApi.Account;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Optional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Asks Salesforce for its organisation: shows that the session is good, that the API may be used,
 * and that it is the organisation that was meant.
 */
final class SalesforceProbe implements ConnectionProbe {

    private final SalesforceApi api;

    SalesforceProbe(SalesforceApi api) {
        this.api = api;
    }

    @Override
    public String type() {
        return SalesforceHook.TYPE;
    }

    @Override
    public Mono<Finding> probe(TenantId tenant, ConnectionAccess connection) {
        return api.query(new Account(tenant, connection), "SELECT Id FROM Organization LIMIT 1")
                .map(answer -> found(answer, connection))
                .onErrorResume(
                        TranslationFailedException.class,
                        failure -> Mono.just(new Finding(false, words(failure))));
    }

    private static Finding found(JsonNode answer, ConnectionAccess connection) {
        Optional<SalesforceId> theirs =
                text(answer.path("records").path(0), "Id").flatMap(SalesforceId::of);
        Optional<SalesforceId> wanted = connection.text("organizationId").flatMap(SalesforceId::of);
        return theirs.isPresent() && theirs.equals(wanted)
                ? new Finding(
                        true, "Salesforce answers, and it is the organisation of the setting.")
                : new Finding(
                        false, "The session is of another organisation than 'organizationId'.");
    }

    private static String words(TranslationFailedException failure) {
        return switch (failure.code()) {
            case SalesforceFailures.UNAUTHORIZED -> "Salesforce refuses the access token.";
            case SalesforceFailures.LIMIT, SalesforceApi.BUSY ->
                    "The organisation's API calls are used up; try again later.";
            case "SALESFORCE_INVALID_GRANT" -> "Salesforce grants no token: connect it again.";
            case "SALESFORCE_INCOMPLETE", "SALESFORCE_PRIVATE_KEY" ->
                    String.valueOf(failure.getMessage());
            default -> "Salesforce could not be used just now.";
        };
    }
}
