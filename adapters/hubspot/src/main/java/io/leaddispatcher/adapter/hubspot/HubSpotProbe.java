package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Asks HubSpot for one owner: shows that it is reached and that the token is good. */
final class HubSpotProbe implements ConnectionProbe {

    private final HubSpotApi api;

    HubSpotProbe(HubSpotApi api) {
        this.api = api;
    }

    @Override
    public String type() {
        return HubSpotHook.TYPE;
    }

    @Override
    public Mono<Finding> probe(TenantId tenant, ConnectionAccess connection) {
        return api.tryOnce(
                        new HubSpotApi.Account(tenant, connection),
                        Map.of("limit", "1"),
                        "crm",
                        "v3",
                        "owners")
                .map(_ -> new Finding(true, "HubSpot answers and accepts the token."))
                .onErrorResume(
                        TranslationFailedException.class,
                        failure -> Mono.just(new Finding(false, words(failure))));
    }

    private static String words(TranslationFailedException failure) {
        return switch (failure.code()) {
            case "HUBSPOT_UNAUTHORIZED" -> "HubSpot refuses the access token.";
            case "HUBSPOT_MISSING_SCOPES" -> "The access token lacks a scope (owners, contacts).";
            case "HUBSPOT_RATE_LIMIT" -> "HubSpot's rate limit is reached; try again later.";
            default -> "HubSpot could not be used just now.";
        };
    }
}
