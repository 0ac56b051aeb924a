package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.adapter.hubspot.HubSpotApi.Account;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.CallFailures;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Calls that are made once, and say what their failure means for whoever asked. */
final class HubSpotCalls {

    private static final CallFailures FAILURES =
            new CallFailures(
                    HubSpotApi.BUSY,
                    Set.of(HubSpotFailures.NOT_FOUND),
                    HubSpotFailures.OF_THE_ACCOUNT);

    private final HubSpotApi api;

    HubSpotCalls(HubSpotApi api) {
        this.api = api;
    }

    Mono<JsonNode> get(
            TenantId tenant,
            ConnectionAccess connection,
            Map<String, String> query,
            String... segments) {
        return api.lookUp(new Account(tenant, connection), query, segments)
                .onErrorMap(TranslationFailedException.class, FAILURES::refused);
    }

    /** Likewise, but empty when there is no such thing. */
    Mono<JsonNode> find(
            TenantId tenant,
            ConnectionAccess connection,
            Map<String, String> query,
            String... segments) {
        return get(tenant, connection, query, segments)
                .onErrorResume(CrmRefusedException.class, HubSpotCalls::emptyWhenGone);
    }

    Mono<JsonNode> send(
            TenantId tenant,
            ConnectionAccess connection,
            HttpMethod method,
            Map<String, ?> body,
            String... segments) {
        return api.send(new Account(tenant, connection), method, body, segments)
                .onErrorMap(TranslationFailedException.class, FAILURES::refused);
    }

    /** For what has time: it leaves most of the account's calls to those who have none. */
    Mono<JsonNode> inTheBackground(
            TenantId tenant,
            ConnectionAccess connection,
            HttpMethod method,
            Map<String, ?> body,
            Map<String, String> query,
            String... segments) {
        return api.inTheBackground(new Account(tenant, connection), method, body, query, segments)
                .onErrorMap(TranslationFailedException.class, FAILURES::refused);
    }

    /** For what is there no more. */
    static <T> Mono<T> emptyWhenGone(CrmRefusedException refused) {
        return refused.attempt() instanceof Attempt.WrongTarget
                ? Mono.empty()
                : Mono.error(refused);
    }
}
