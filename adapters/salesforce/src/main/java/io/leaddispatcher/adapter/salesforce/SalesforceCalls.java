package io.leaddispatcher.adapter.salesforce;

import io.leaddispatcher.adapter.salesforce.SalesforceApi.Account;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.http.CallFailures;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Calls that are made once, and say what their failure means for whoever asked. */
final class SalesforceCalls {

    private static final CallFailures FAILURES =
            new CallFailures(
                    SalesforceApi.BUSY,
                    Set.of(
                            SalesforceFailures.GONE,
                            SalesforceFailures.CONVERTED,
                            "SALESFORCE_INVALID_CROSS_REFERENCE_KEY",
                            "SALESFORCE_INACTIVE_OWNER_OR_USER",
                            "SALESFORCE_OP_WITH_INVALID_USER_TYPE_EXCEPTION",
                            "SALESFORCE_INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY"),
                    SalesforceFailures.OF_THE_ORGANISATION);

    /** A trigger or flow may have run into another one; what is wrong with it stays wrong. */
    private static final int TRIES_OF_AUTOMATION = 3;

    private final SalesforceApi api;

    SalesforceCalls(SalesforceApi api) {
        this.api = api;
    }

    /** Empty when there is no such thing. */
    Mono<JsonNode> find(Account account, String... segments) {
        return api.lookUp(account, segments)
                .onErrorResume(
                        TranslationFailedException.class,
                        failure ->
                                failure.code().equals(SalesforceFailures.GONE)
                                        ? Mono.empty()
                                        : Mono.error(refused(failure)));
    }

    Mono<List<JsonNode>> rows(Account account, String soql) {
        return page(account, soql).map(SalesforceCalls::rows);
    }

    /** The rows of a query with what is said of them. */
    Mono<JsonNode> page(Account account, String soql) {
        return api.query(account, soql)
                .onErrorMap(TranslationFailedException.class, SalesforceCalls::refused);
    }

    /** For what has time: it stops while few of the organisation's calls are left. */
    Mono<JsonNode> inTheBackground(Account account, String soql) {
        return api.backgroundQuery(account, soql)
                .onErrorMap(TranslationFailedException.class, SalesforceCalls::refused);
    }

    static List<JsonNode> rows(JsonNode answer) {
        return answer.path("records").valueStream().toList();
    }

    Mono<JsonNode> send(
            Account account, HttpMethod method, Map<String, ?> body, String... segments) {
        return api.send(account, method, body, segments)
                .onErrorMap(TranslationFailedException.class, SalesforceCalls::refused);
    }

    /** Refused before anybody was asked. */
    static CrmRefusedException wrongTarget(String code, String message) {
        return new CrmRefusedException(new Attempt.WrongTarget(new Cause(code, message)), null);
    }

    private static CrmRefusedException refused(TranslationFailedException failure) {
        return failure.code().equals(SalesforceFailures.AUTOMATION_FAILED)
                ? new CrmRefusedException(
                        new Attempt.RetryFew(TRIES_OF_AUTOMATION, CallFailures.cause(failure)),
                        failure)
                : FAILURES.refused(failure);
    }
}
