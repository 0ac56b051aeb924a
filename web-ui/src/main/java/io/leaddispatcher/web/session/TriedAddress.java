package io.leaddispatcher.web.session;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;

/**
 * Keeps the address that somebody has typed over a log-in that was refused, in their browser, so
 * that they need not type it again. It is theirs, known or not, and tells of no account.
 */
public final class TriedAddress {

    private static final Duration MEMORY = Duration.ofMinutes(2);
    private static final int LONGEST = 254;

    private final OwnCookie cookie;

    TriedAddress(OwnCookie cookie) {
        this.cookie = cookie;
    }

    /** As pages under this address keep it. */
    public static TriedAddress at(URI publicUrl) {
        return new TriedAddress(Cookies.at(publicUrl).tried());
    }

    void remember(ServerWebExchange exchange, String email) {
        if (!email.isBlank() && email.length() <= LONGEST) {
            cookie.write(
                    exchange,
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(email.getBytes(StandardCharsets.UTF_8)),
                    MEMORY);
        }
    }

    /** What was typed; from then on it is forgotten. */
    public Optional<String> take(ServerWebExchange exchange) {
        Optional<String> tried = cookie.read(exchange).flatMap(TriedAddress::decode);
        cookie.remove(exchange);
        return tried;
    }

    private static Optional<String> decode(String encoded) {
        try {
            String email =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(encoded)))
                            .toString();
            return email.length() <= LONGEST ? Optional.of(email) : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
