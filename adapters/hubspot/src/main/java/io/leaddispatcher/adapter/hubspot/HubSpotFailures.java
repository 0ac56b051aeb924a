package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.http.PeerJson.text;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.http.PeerJson;
import io.leaddispatcher.http.PeerWords;
import io.leaddispatcher.http.RetryAfter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What an answer that is no success means: whether to try again, and when. */
final class HubSpotFailures {

    static final String UNREACHABLE = "HUBSPOT_UNREACHABLE";
    static final String UNAVAILABLE = "HUBSPOT_UNAVAILABLE";
    static final String UNAUTHORIZED = "HUBSPOT_UNAUTHORIZED";
    static final String NOT_FOUND = "HUBSPOT_NOT_FOUND";
    private static final String RATE_LIMIT = "HUBSPOT_RATE_LIMIT";
    private static final String MIGRATING = "HUBSPOT_MIGRATING";
    static final String CIRCUIT_OPEN = "HUBSPOT_CIRCUIT_OPEN";

    /** What HubSpot says of all calls to an account, not of the record that was asked for. */
    static final ImmutableSet<String> OF_THE_ACCOUNT =
            ImmutableSet.of(RATE_LIMIT, MIGRATING, UNAVAILABLE);

    /** How long to wait for somebody to mend the token or its scopes. */
    private static final Duration UNTIL_MENDED = Duration.ofMinutes(5);

    private static final Pattern CORRELATION_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private HubSpotFailures() {}

    /**
     * @param now for waits that HubSpot gives as a point in time
     * @param zone of the HubSpot account, whose midnight ends a spent day
     */
    static TranslationFailedException of(
            int status, HttpHeaders headers, byte[] body, Instant now, ZoneId zone) {
        JsonNode problem = problem(body);
        @Nullable Duration asked = RetryAfter.of(headers, now).orElse(null);
        String suffix =
                text(problem, "correlationId")
                        .filter(id -> CORRELATION_ID.matcher(id).matches())
                        .map(id -> " (correlation id " + id + ")")
                        .orElse("");
        return switch (status) {
            // An acknowledged event must not be lost to an expired token: it waits until mended.
            case 401 -> passing(UNTIL_MENDED, UNAUTHORIZED, "the access token is refused", suffix);
            case 403 ->
                    passing(
                            UNTIL_MENDED,
                            "HUBSPOT_MISSING_SCOPES",
                            "the access token lacks a scope",
                            suffix);
            case 404 -> permanent(NOT_FOUND, "the record is gone", suffix);
            case 423 ->
                    passing(
                            asked == null ? Duration.ofSeconds(2) : asked,
                            "HUBSPOT_LOCKED",
                            "the record is locked",
                            suffix);
            case 429 ->
                    passing(
                            asked == null ? waitFor(problem, now, zone) : asked,
                            RATE_LIMIT,
                            "the rate limit is reached",
                            suffix);
            case 477 -> passing(asked, MIGRATING, "the account moves to another place", suffix);
            default ->
                    status >= 500
                            ? passing(asked, UNAVAILABLE, "HubSpot answered with " + status, suffix)
                            : permanent(
                                    "HUBSPOT_REFUSED",
                                    "HubSpot answered with "
                                            + status
                                            + PeerWords.behind(text(problem, "message")),
                                    suffix);
        };
    }

    private static TranslationFailedException passing(
            @Nullable Duration wait, String code, String message, String suffix) {
        return new TranslationFailedException(true, wait, code, message + suffix);
    }

    private static TranslationFailedException permanent(
            String code, String message, String suffix) {
        return new TranslationFailedException(false, null, code, message + suffix);
    }

    private static Duration waitFor(JsonNode problem, Instant now, ZoneId zone) {
        String policy = text(problem, "policyName").orElse("").toUpperCase(Locale.ROOT);
        String message = text(problem, "message").orElse("").toLowerCase(Locale.ROOT);
        if (policy.contains("DAILY") || message.contains("daily limit")) {
            ZonedDateTime here = now.atZone(zone);
            return Duration.between(here, here.toLocalDate().plusDays(1).atStartOfDay(zone));
        }
        boolean secondly = policy.equals("SECONDLY") || message.contains(" secondly ");
        return Duration.ofSeconds(secondly ? 1 : 10);
    }

    static ZoneId zone(Optional<String> setting) {
        try {
            return setting.map(ZoneId::of).orElse(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }

    private static JsonNode problem(byte[] body) {
        try {
            return PeerJson.USUAL.read(body);
        } catch (JacksonException _) {
            // A proxy's page, say: the status speaks for itself.
            return PeerJson.USUAL.read(new byte[] {'{', '}'});
        }
    }
}
