package io.leaddispatcher.adapter.salesforce;

import static io.leaddispatcher.http.PeerJson.text;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.application.connection.port.SessionInHandException;
import io.leaddispatcher.application.connection.port.SessionRefusedException;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.http.PeerWords;
import io.leaddispatcher.http.TooLarge;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What an answer that is no success means: whether to try again, and when. */
final class SalesforceFailures {

    static final String UNREACHABLE = "SALESFORCE_UNREACHABLE";
    static final String UNAVAILABLE = "SALESFORCE_UNAVAILABLE";
    static final String UNAUTHORIZED = "SALESFORCE_UNAUTHORIZED";

    /** The day's calls are used up. */
    static final String LIMIT = "SALESFORCE_REQUEST_LIMIT_EXCEEDED";

    /** Too many calls at once, which says nothing of those of the day. */
    static final String BUSY = "SALESFORCE_TOO_MANY_REQUESTS";

    /** What Salesforce says of all calls to an organisation, not of a record. */
    static final ImmutableSet<String> OF_THE_ORGANISATION =
            ImmutableSet.of(LIMIT, BUSY, UNAVAILABLE);

    static final String GONE = "SALESFORCE_NOT_FOUND";
    static final String CONVERTED = "SALESFORCE_CANNOT_UPDATE_CONVERTED_LEAD";
    static final String AUTOMATION_FAILED = "SALESFORCE_CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY";

    /** How long to wait for somebody to mend what only an admin can. */
    static final Duration UNTIL_MENDED = Duration.ofMinutes(5);

    /** The limit is that of the last 24 hours: it comes back bit by bit. */
    private static final Duration UNTIL_SOME_ARE_LEFT = Duration.ofHours(1);

    /** By whoever does not say for how long. */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{2,59}");

    /**
     * With these the log-in has judged what it was shown. Whatever else is no success comes of what
     * is in between, or passes.
     */
    private static final ImmutableSet<String> VERDICTS =
            ImmutableSet.of(
                    "invalid_grant",
                    "invalid_client",
                    "invalid_client_id",
                    "invalid_client_credentials",
                    "invalid_request",
                    "invalid_scope",
                    "invalid_assertion",
                    "invalid_assertion_type",
                    "invalid_app_access",
                    "invalid_user_credentials",
                    "inactive_org",
                    "inactive_user",
                    "no_access",
                    "access_denied",
                    "app_not_found",
                    "unauthorized_client",
                    "unsupported_grant_type");

    private SalesforceFailures() {}

    /**
     * Of the REST API.
     *
     * @param asked how long the answer asks to be left alone; null when it does not say
     */
    static TranslationFailedException of(int status, @Nullable Duration asked, byte[] body) {
        JsonNode answer = json(body);
        JsonNode problem = answer.isArray() ? answer.path(0) : answer;
        String code =
                text(problem, "errorCode").filter(told -> CODE.matcher(told).matches()).orElse("");
        String words = PeerWords.behind(text(problem, "message"));
        return switch (code) {
            case "INVALID_SESSION_ID", "INVALID_AUTH_HEADER" -> unauthorized();
            case "REQUEST_LIMIT_EXCEEDED" ->
                    passing(
                            UNTIL_SOME_ARE_LEFT,
                            LIMIT,
                            "the organisation's API calls of the last 24 hours are used up");
            case "API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED" ->
                    passing(
                            UNTIL_MENDED,
                            "SALESFORCE_" + code,
                            "the organisation has no access to the API" + words);
            case "UNABLE_TO_LOCK_ROW" ->
                    passing(null, "SALESFORCE_" + code, "the record is locked");
            case "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY" ->
                    passing(null, AUTOMATION_FAILED, "a trigger or flow failed" + words);
            case "QUERY_TIMEOUT",
                    "REQUEST_RUNNING_TOO_LONG",
                    "SERVER_UNAVAILABLE",
                    "UNKNOWN_EXCEPTION" ->
                    passing(asked, UNAVAILABLE, "Salesforce answered with " + code);
            case "NOT_FOUND", "ENTITY_IS_DELETED" -> permanent(GONE, "the record is gone");
            case "CANNOT_UPDATE_CONVERTED_LEAD" ->
                    permanent(CONVERTED, "the lead is converted, and cannot be changed any more");
            case "" -> byStatus(status, asked, words);
            default ->
                    switch (status) {
                        // These say the same whatever word comes with them.
                        case 409, 412, 429 -> byStatus(status, asked, words);
                        default ->
                                status >= 500
                                        ? passing(
                                                asked,
                                                UNAVAILABLE,
                                                "Salesforce answered with " + code)
                                        : permanent(
                                                "SALESFORCE_" + code,
                                                "Salesforce answered with " + code + words);
                    };
        };
    }

    private static TranslationFailedException byStatus(
            int status, @Nullable Duration asked, String words) {
        return switch (status) {
            case 401 -> unauthorized();
            case 403 ->
                    passing(
                            UNTIL_MENDED,
                            "SALESFORCE_FORBIDDEN",
                            "the integration user may not do that" + words);
            case 404 -> permanent(GONE, "the record is gone");
            case 409, 412 ->
                    passing(
                            Duration.ofSeconds(1),
                            "SALESFORCE_CHANGED",
                            "somebody changed the record meanwhile");
            case 429 -> passing(asked == null ? LEFT_ALONE : asked, BUSY, "too many calls at once");
            default ->
                    status >= 500
                            ? passing(asked, UNAVAILABLE, "Salesforce answered with " + status)
                            : permanent(
                                    "SALESFORCE_REFUSED",
                                    "Salesforce answered with " + status + words);
        };
    }

    /** An acknowledged event must not be lost to a dead token: it waits until that is mended. */
    static TranslationFailedException unauthorized() {
        return passing(UNTIL_MENDED, UNAUTHORIZED, "the access token is refused");
    }

    /** Of a connection that is granted no session. */
    static TranslationFailedException of(SessionRefusedException refusal) {
        return new TranslationFailedException(
                true, UNTIL_MENDED, refusal.code(), String.valueOf(refusal.getMessage()), refusal);
    }

    /** Of a connection for which somebody else asks: nobody was asked this time. */
    static TranslationFailedException of(SessionInHandException inHand) {
        return TranslationFailedException.untried(
                inHand.retryAfter(), SalesforceApi.BUSY, "a token is being asked for");
    }

    /** Of the token endpoint: a {@link SessionRefusedException} where only an admin can help. */
    static RuntimeException ofGrant(int status, @Nullable Duration asked, byte[] body) {
        JsonNode problem = json(body);
        String code = text(problem, "error").orElse("");
        String description = text(problem, "error_description").orElse("");
        boolean passes =
                status >= 500
                        || status == 429
                        || !VERDICTS.contains(code)
                        || description.toLowerCase(Locale.ROOT).contains("rate exceeded");
        if (passes) {
            return passing(asked, UNAVAILABLE, "Salesforce's log-in answered with " + status);
        }
        return new SessionRefusedException(
                "SALESFORCE_" + code.toUpperCase(Locale.ROOT),
                "Salesforce grants no token: "
                        + code
                        + PeerWords.behind(text(problem, "error_description")));
    }

    /** Of a call whose answer could not be had. */
    static TranslationFailedException unread(Throwable cause) {
        return TooLarge.of(cause, "SALESFORCE_TOO_LARGE", "Salesforce's")
                .orElseGet(() -> unreachable(cause));
    }

    static TranslationFailedException unreachable(Throwable cause) {
        return new TranslationFailedException(
                true, null, UNREACHABLE, "Salesforce could not be reached", cause);
    }

    static TranslationFailedException unreadable(Throwable cause) {
        return new TranslationFailedException(
                true, null, "SALESFORCE_UNREADABLE", "Salesforce's answer is no JSON", cause);
    }

    static TranslationFailedException passing(
            @Nullable Duration wait, String code, String message) {
        return new TranslationFailedException(true, wait, code, message);
    }

    static TranslationFailedException permanent(String code, String message) {
        return new TranslationFailedException(false, null, code, message);
    }

    private static JsonNode json(byte[] body) {
        try {
            return SalesforceJson.JSON.readOrNothing(body);
        } catch (JacksonException _) {
            // A proxy's page, say: the status speaks for itself.
            return SalesforceJson.JSON.readOrNothing(new byte[0]);
        }
    }
}
