package io.leaddispatcher.web.connection;

import io.leaddispatcher.web.layout.Words;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.result.view.Rendering;

/** What is the same whoever is on the other side: addresses, what a form says, where it leads. */
enum WhoIsWho {
    OWNERS("owners", "owner"),
    PEOPLE("people", "user");

    private static final int LONGEST = 100;

    private final String part;
    private final String field;

    WhoIsWho(String part, String field) {
        this.part = part;
        this.field = field;
    }

    /**
     * What was sent.
     *
     * @param chosen the id there; null: the rep is looked for by e-mail again
     * @param version of the rep that was looked at
     */
    record Sent(@Nullable String chosen, long version) {}

    Sent sent(MultiValueMap<String, String> form) {
        String id = form.getFirst(field);
        return new Sent(
                id == null || id.isBlank() ? null : id,
                ConnectionAddress.version(form.getFirst("version")));
    }

    String field() {
        return field;
    }

    /** Address of the list. */
    String path(String connection) {
        return "/connections/" + connection + "/" + part;
    }

    /** Back to the list, which tells that it is done. */
    Rendering done(String connection, Sent sent) {
        return Rendering.redirectTo(
                        path(connection)
                                + (sent.chosen() == null ? "?done=unlinked" : "?done=linked"))
                .build();
    }

    /** Back to the rep, which tells why it is not done. */
    Rendering again(String connection, String rep, String why) {
        return Rendering.redirectTo(path(connection) + "/" + rep + "?done=" + why).build();
    }

    static Rendering list(WhoIsWhoView view) {
        return Rendering.view("connection/who-is-who").modelAttribute("page", view).build();
    }

    static Rendering choosing(WhoIsWhoView view) {
        return Rendering.view("connection/who-is").modelAttribute("page", view).build();
    }

    /** What is looked for, as long as a name can be. */
    static String looked(@Nullable String words) {
        String looked = words == null ? "" : words.strip();
        return looked.substring(0, Math.min(LONGEST, looked.length()));
    }

    /** How many are known how, in words, in the order of the states. */
    static <S extends Enum<S>> List<String> tally(
            Class<S> states, List<S> found, String bundle, Words words) {
        return Stream.of(states.getEnumConstants())
                .filter(found::contains)
                .map(state ->
                        words.number(Collections.frequency(found, state))
                                + " "
                                + words.say(bundle + "." + state))
                .toList();
    }
}
