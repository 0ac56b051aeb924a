package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.privacy.PersonKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Who is meant, as it was typed.
 *
 * @param by one of {@link #WAYS}
 * @param connection empty where none was named
 * @param confirmation what was typed to make sure that this one is meant
 */
record PrivacyForm(String by, String value, String connection, String reason, String confirmation) {

    /** By what a person can be named. */
    static final List<String> WAYS = List.of("email", "phone", "externalId");

    static final PrivacyForm EMPTY = new PrivacyForm(WAYS.getFirst(), "", "", "", "");

    static PrivacyForm of(MultiValueMap<String, String> sent) {
        String by = text(sent, "by");
        return new PrivacyForm(
                WAYS.contains(by) ? by : WAYS.getFirst(),
                text(sent, "value"),
                text(sent, "connection"),
                text(sent, "reason"),
                text(sent, "confirmation"));
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(sent.getFirst(name), "").strip();
    }

    PersonKey person() {
        return new PersonKey(
                given("email"),
                given("phone"),
                given("externalId"),
                connection.isEmpty() ? null : connection);
    }

    private @Nullable String given(String way) {
        return by.equals(way) ? value : null;
    }

    /** Whether the person was named once more. */
    boolean isConfirmed() {
        return confirmation.equalsIgnoreCase(value);
    }
}
