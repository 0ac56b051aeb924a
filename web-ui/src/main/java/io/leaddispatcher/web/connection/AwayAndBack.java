package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.web.session.Doorway;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

/** The way of a browser to the other side of a connection, and what it brings back. */
final class AwayAndBack {

    private static final int LONGEST = 4_000;

    private AwayAndBack() {}

    /**
     * A page that leads on and not a redirect: browsers let a form lead nowhere but to us.
     *
     * @param system what the other side is called
     */
    static Rendering leaving(URI to, String system) {
        return Rendering.view("connection/leaving")
                .modelAttribute("to", to.toString())
                .modelAttribute("system", system)
                .header("Refresh", "0;url=" + to)
                .build();
    }

    /** Of whoever is logged in. */
    static Secret session(Doorway doorway, ServerWebExchange exchange) {
        return doorway.session(exchange)
                .orElseThrow(() -> new IllegalStateException("logged in without a session"));
    }

    /**
     * What a browser brings back.
     *
     * @param state empty when it brings none
     * @param code null when nothing was granted
     * @param error why, in the other side's word
     */
    record Brought(String state, @Nullable Secret code, @Nullable String error) {

        static Brought of(MultiValueMap<String, String> sent) {
            String code = one(sent, "code");
            return new Brought(
                    Objects.requireNonNullElse(one(sent, "state"), ""),
                    code == null ? null : new Secret(code),
                    one(sent, "error"));
        }
    }

    /** What stands there once and is not too long; anything else is nothing. */
    private static @Nullable String one(MultiValueMap<String, String> sent, String name) {
        List<String> values = sent.getOrDefault(name, List.of());
        return values.size() == 1
                        && !values.getFirst().isBlank()
                        && values.getFirst().length() <= LONGEST
                ? values.getFirst()
                : null;
    }
}
