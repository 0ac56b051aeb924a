package io.leaddispatcher.web.session;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * A cookie that only we can read and that no script sees. Over https its prefix {@code __Host-}
 * keeps neighbouring hosts from setting it.
 */
final class OwnCookie {

    private final String name;
    private final boolean secure;
    private final Pattern spelling;

    OwnCookie(String name, boolean secure, Pattern spelling) {
        this.name = secure ? "__Host-" + name : name;
        this.secure = secure;
        this.spelling = spelling;
    }

    /** Empty when there is none, more than one, or one that we never wrote. */
    Optional<String> read(ServerWebExchange exchange) {
        var cookies = exchange.getRequest().getCookies().get(name);
        return cookies == null || cookies.size() != 1
                ? Optional.empty()
                : Optional.of(cookies.getFirst())
                        .map(HttpCookie::getValue)
                        .filter(value -> spelling.matcher(value).matches());
    }

    /** What the browser has from this answer on: what is written here, or else what it sent. */
    Optional<String> current(ServerWebExchange exchange) {
        String written = exchange.getAttribute(attribute());
        return written == null ? read(exchange) : Optional.of(written);
    }

    private String attribute() {
        return OwnCookie.class.getName() + "." + name;
    }

    /** Until the browser closes. */
    void write(ServerWebExchange exchange, String value) {
        exchange.getAttributes().put(attribute(), value);
        exchange.getResponse().addCookie(builder(value).build());
    }

    void write(ServerWebExchange exchange, String value, Duration age) {
        exchange.getResponse().addCookie(builder(value).maxAge(age).build());
    }

    void remove(ServerWebExchange exchange) {
        if (exchange.getRequest().getCookies().containsKey(name)) {
            exchange.getResponse().addCookie(builder("").maxAge(Duration.ZERO).build());
        }
    }

    private ResponseCookie.ResponseCookieBuilder builder(String value) {
        return ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax");
    }
}
