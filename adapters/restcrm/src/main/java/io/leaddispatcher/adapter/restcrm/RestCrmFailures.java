package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.http.CallFailures;
import io.leaddispatcher.http.PeerJson;
import io.leaddispatcher.http.PeerWords;
import io.leaddispatcher.http.TooLarge;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What an answer that is no success means: whether to try again, and when. */
final class RestCrmFailures {

    static final String BUSY = "CRM_BUSY";
    static final String UNREACHABLE = "CRM_UNREACHABLE";
    static final String UNAVAILABLE = "CRM_UNAVAILABLE";
    static final String UNAUTHORIZED = "CRM_UNAUTHORIZED";
    static final String NOT_FOUND = "CRM_NOT_FOUND";

    private static final String NOT_SERVED = "CRM_NOT_SERVED";
    private static final String RATE_LIMIT = "CRM_RATE_LIMIT";
    private static final String NOT_NOW = "CRM_NOT_NOW";

    private static final CallFailures FAILURES =
            new CallFailures(BUSY, Set.of(NOT_FOUND), Set.of(RATE_LIMIT, UNAVAILABLE));

    /** How long to wait for somebody to mend the token. */
    private static final Duration UNTIL_MENDED = Duration.ofMinutes(5);

    /** By whoever does not say for how long: it is asked again then, and not given up. */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    private RestCrmFailures() {}

    /**
     * @param asked how long it wants to be left alone, when it says so
     */
    static TranslationFailedException of(int status, @Nullable Duration asked, byte[] body) {
        return switch (status) {
            // An acknowledged event must not be lost to an expired token: it waits until mended.
            case 401, 403 ->
                    passing(UNTIL_MENDED, UNAUTHORIZED, "the CRM refuses the access token", null);
            case 404, 410 ->
                    new TranslationFailedException(false, null, NOT_FOUND, "the record is gone");
            case 405 ->
                    new TranslationFailedException(
                            false, null, NOT_SERVED, "the CRM answered with 405" + words(body));
            // It says so of this record, not of the others.
            case 408, 425 ->
                    passing(
                            asked == null ? LEFT_ALONE : asked,
                            NOT_NOW,
                            "the CRM could not take it now",
                            null);
            case 429 ->
                    passing(
                            asked == null ? LEFT_ALONE : asked,
                            RATE_LIMIT,
                            "the CRM wants to be left alone",
                            null);
            default ->
                    status >= 500
                            ? passing(asked, UNAVAILABLE, "the CRM answered with " + status, null)
                            : new TranslationFailedException(
                                    false,
                                    null,
                                    "CRM_REFUSED",
                                    "the CRM answered with " + status + words(body));
        };
    }

    static TranslationFailedException passing(
            @Nullable Duration wait, String code, String message, @Nullable Throwable cause) {
        return new TranslationFailedException(true, wait, code, message, cause);
    }

    /** Of a call whose answer could not be had. */
    static TranslationFailedException unread(Throwable cause) {
        return TooLarge.of(cause, "CRM_TOO_LARGE", "the CRM's")
                .orElseGet(() -> passing(null, UNREACHABLE, "the CRM cannot be reached", cause));
    }

    /** What a failed call means for whoever has an outbox. */
    static CrmRefusedException refused(TranslationFailedException failure) {
        return FAILURES.refused(failure);
    }

    /** Whether there is no such thing there, or nothing that does it. */
    static boolean isNotServed(CrmRefusedException refused) {
        return switch (refused.attempt()) {
            case Attempt.WrongTarget _ -> true;
            case Attempt.Dead(var cause) -> cause.code().equals(NOT_SERVED);
            default -> false;
        };
    }

    private static String words(byte[] body) {
        try {
            return PeerWords.behind(PeerJson.text(PeerJson.USUAL.read(body), "message"));
        } catch (JacksonException _) {
            // A proxy's page, say: the status speaks for itself.
            return "";
        }
    }
}
