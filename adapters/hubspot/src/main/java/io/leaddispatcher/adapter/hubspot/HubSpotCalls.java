package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.adapter.hubspot.HubSpotApi.Account;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Calls that are made once, and say what their failure means for whoever asked. */
final class HubSpotCalls {

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
                .onErrorMap(TranslationFailedException.class, HubSpotCalls::refused);
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
                .onErrorMap(TranslationFailedException.class, HubSpotCalls::refused);
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
                .onErrorMap(TranslationFailedException.class, HubSpotCalls::refused);
    }

    /** For what is there no more. */
    static <T> Mono<T> emptyWhenGone(CrmRefusedException refused) {
        return refused.attempt() instanceof Attempt.WrongTarget
                ? Mono.empty()
                : Mono.error(refused);
    }

    private static CrmRefusedException refused(TranslationFailedException failure) {
        var cause = new Cause(failure.code(), String.valueOf(failure.getMessage()));
        Attempt attempt;
        if (failure.code().equals(HubSpotApi.BUSY)) {
            attempt = new Attempt.NotYet(failure.retryAfter().orElse(Duration.ofSeconds(1)));
        } else if (failure.isTransient()) {
            attempt = later(failure, cause);
        } else if (failure.code().equals(HubSpotFailures.NOT_FOUND)) {
            // The connection works.
            attempt = new Attempt.WrongTarget(cause);
        } else {
            attempt = new Attempt.Dead(cause);
        }
        return new CrmRefusedException(attempt, failure);
    }

    private static Attempt later(TranslationFailedException failure, Cause cause) {
        return failure.retryAfter()
                .filter(_ -> HubSpotFailures.OF_THE_ACCOUNT.contains(failure.code()))
                .<Attempt>map(time -> new Attempt.Patience(time, cause))
                .orElseGet(() -> new Attempt.Retry(failure.retryAfter().orElse(null), cause));
    }
}
