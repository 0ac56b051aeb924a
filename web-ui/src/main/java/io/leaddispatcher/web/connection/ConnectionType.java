package io.leaddispatcher.web.connection;

import static io.leaddispatcher.web.connection.ConnectionField.Kind.ADDRESS;
import static io.leaddispatcher.web.connection.ConnectionField.Kind.CHOICE;
import static io.leaddispatcher.web.connection.ConnectionField.Kind.LINES;
import static io.leaddispatcher.web.connection.ConnectionField.Kind.NUMBER;
import static io.leaddispatcher.web.connection.ConnectionField.Kind.PAIRS;
import static io.leaddispatcher.web.connection.ConnectionField.Kind.SECRET;
import static io.leaddispatcher.web.connection.ConnectionField.Kind.TEXT;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of connection that can be made in the browser, and what each asks for. */
enum ConnectionType {
    SLACK,
    HUBSPOT,
    SMTP,
    FORM,
    GENERIC;

    /** Empty for a kind that has no form here. */
    static Optional<ConnectionType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<ConnectionField> fields() {
        return switch (this) {
            case SLACK ->
                    List.of(
                            new ConnectionField("teamId", TEXT),
                            new ConnectionField("defaultChannel", TEXT),
                            new ConnectionField("botToken", SECRET),
                            new ConnectionField("signingSecret", SECRET));
            case HUBSPOT ->
                    List.of(
                            new ConnectionField("portalId", TEXT),
                            new ConnectionField("appId", TEXT),
                            new ConnectionField("accessToken", SECRET),
                            new ConnectionField("clientSecret", SECRET),
                            new ConnectionField("acceptLegacySignatures", CHOICE));
            case SMTP ->
                    List.of(
                            new ConnectionField("host", TEXT),
                            new ConnectionField("port", NUMBER),
                            new ConnectionField("from", TEXT),
                            new ConnectionField("startTls", CHOICE),
                            new ConnectionField("username", SECRET),
                            new ConnectionField("password", SECRET));
            case FORM ->
                    List.of(
                            new ConnectionField("allowedOrigins", LINES),
                            new ConnectionField("redirectUrl", ADDRESS),
                            new ConnectionField("honeypot", TEXT),
                            new ConnectionField("mapping", PAIRS));
            case GENERIC -> List.of(new ConnectionField("signingSecret", SECRET));
        };
    }
}
