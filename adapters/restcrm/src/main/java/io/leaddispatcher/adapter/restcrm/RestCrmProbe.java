package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.adapter.restcrm.RestCrmApi.Call;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Asks a CRM for its owners: shows that it is reached, speaks the contract and takes the token. */
final class RestCrmProbe implements ConnectionProbe {

    private final RestCrmApi api;

    RestCrmProbe(RestCrmApi api) {
        this.api = api;
    }

    @Override
    public String type() {
        return RestCrmHook.TYPE;
    }

    @Override
    public Mono<Finding> probe(TenantId tenant, ConnectionAccess connection) {
        return api.atOnce(connection, Call.get(Map.of(), "owners"))
                .map(answer ->
                        answer.path("owners").isArray()
                                ? new Finding(true, "The CRM answers and accepts the token.")
                                : new Finding(false, "The CRM's answer lists no owners."))
                .onErrorResume(
                        TranslationFailedException.class,
                        failure -> Mono.just(new Finding(false, words(failure))));
    }

    private static String words(TranslationFailedException failure) {
        return switch (failure.code()) {
            case RestCrmFailures.UNAUTHORIZED -> "The CRM refuses the access token.";
            case RestCrmFailures.NOT_FOUND -> "There is no CRM at this address.";
            default -> "The CRM could not be used just now.";
        };
    }
}
