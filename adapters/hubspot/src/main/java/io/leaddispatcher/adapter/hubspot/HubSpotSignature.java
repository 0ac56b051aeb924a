package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.http.Headers.only;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.http.Hmac;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * Checks that a request was signed with the app's client secret. Version 3 carries a timestamp;
 * versions 1 and 2 do not, so that only their dedupe keys stop a replay.
 */
final class HubSpotSignature {

    static final String V3 = "X-HubSpot-Signature-v3";
    static final String TIMESTAMP = "X-HubSpot-Request-Timestamp";
    static final String LEGACY = "X-HubSpot-Signature";
    static final String LEGACY_VERSION = "X-HubSpot-Signature-Version";

    /**
     * A request as it was signed.
     *
     * @param uri scheme, host, path and query exactly as HubSpot called them, escapes and all
     */
    @SuppressWarnings("ArrayRecordComponent") // Bytes that are passed on, never compared.
    record Request(String method, String uri, HttpHeaders headers, byte[] body) {}

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,18}");
    private static final Pattern ESCAPE =
            Pattern.compile("%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", Pattern.CASE_INSENSITIVE);

    private final InstantSource clock;

    HubSpotSignature(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param secrets the client secrets that are valid now; more than one while one is replaced
     * @param acceptLegacy whether versions 1 and 2 count when version 3 is missing
     */
    boolean isValid(Request request, List<String> secrets, boolean acceptLegacy) {
        if (request.headers().containsHeader(V3)) {
            return isValidV3(request, secrets);
        }
        return acceptLegacy && isValidLegacy(request, secrets);
    }

    private boolean isValidV3(Request request, List<String> secrets) {
        Optional<String> timestamp =
                only(request.headers(), TIMESTAMP).filter(this::isInsideTheWindow);
        Optional<byte[]> signature = only(request.headers(), V3).flatMap(HubSpotSignature::base64);
        if (timestamp.isEmpty() || signature.isEmpty()) {
            return false;
        }
        byte[] head = (request.method() + decoded(request.uri())).getBytes(UTF_8);
        byte[] tail = timestamp.get().getBytes(UTF_8);
        boolean valid = false;
        for (String secret : secrets) {
            valid |=
                    MessageDigest.isEqual(
                            Hmac.sha256(secret.getBytes(UTF_8), head, request.body(), tail),
                            signature.get());
        }
        return valid;
    }

    private boolean isInsideTheWindow(String timestamp) {
        return MILLIS.matcher(timestamp).matches()
                && Math.abs(clock.millis() - Long.parseLong(timestamp)) <= WINDOW.toMillis();
    }

    private static boolean isValidLegacy(Request request, List<String> secrets) {
        Optional<byte[]> signature = only(request.headers(), LEGACY).flatMap(HubSpotSignature::hex);
        Optional<String> version = only(request.headers(), LEGACY_VERSION);
        if (signature.isEmpty() || version.isEmpty()) {
            return false;
        }
        String head;
        switch (version.get()) {
            case "v1" -> head = "";
            case "v2" -> head = request.method() + request.uri();
            default -> {
                return false;
            }
        }
        boolean valid = false;
        for (String secret : secrets) {
            byte[] expected = sha256((secret + head).getBytes(UTF_8), request.body());
            valid |= MessageDigest.isEqual(expected, signature.get());
        }
        return valid;
    }

    /** HubSpot signs these twelve characters unescaped, and whatever else is escaped as it is. */
    private static String decoded(String uri) {
        return ESCAPE.matcher(uri)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(
                                Character.toString(HexFormat.fromHexDigits(escape.group(), 1, 3))));
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> hex(String text) {
        try {
            return Optional.of(HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
