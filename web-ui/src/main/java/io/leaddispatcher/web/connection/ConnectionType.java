package io.leaddispatcher.web.connection;

import static io.leaddispatcher.web.connection.ConnectionField.Kind.ADDRESS;
import static io.leaddispatcher.web.connection.ConnectionField.Kind.CHOICE;
import static io.leaddispatcher.web.connection.ConnectionField.Kind.LINES;
import static io.leaddispatcher.web.connection.ConnectionField.Kind.NUMBER;
import static io.leaddispatcher.web.connection.ConnectionField.Kind.PAIRS;
import static io.leaddispatcher.web.connection.ConnectionField.Kind.SECRET;
import static io.leaddispatcher.web.connection.ConnectionField.Kind.TEXT;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of connection that can be made in the browser, and what each asks for. */
enum ConnectionType {
    SLACK(
            new ConnectionField("teamId", TEXT),
            new ConnectionField("defaultChannel", TEXT),
            new ConnectionField("botToken", SECRET),
            new ConnectionField("signingSecret", SECRET)),
    HUBSPOT(
            new ConnectionField("portalId", TEXT),
            new ConnectionField("appId", TEXT),
            new ConnectionField("accessToken", SECRET),
            new ConnectionField("clientSecret", SECRET),
            new ConnectionField("acceptLegacySignatures", CHOICE)),
    SMTP(
            new ConnectionField("host", TEXT),
            new ConnectionField("port", NUMBER),
            new ConnectionField("from", TEXT),
            new ConnectionField("startTls", CHOICE),
            new ConnectionField("username", SECRET),
            new ConnectionField("password", SECRET)),
    FORM(
            new ConnectionField("allowedOrigins", LINES),
            new ConnectionField("redirectUrl", ADDRESS),
            new ConnectionField("honeypot", TEXT),
            new ConnectionField("mapping", PAIRS)),
    GENERIC(new ConnectionField("signingSecret", SECRET));

    private final ImmutableList<ConnectionField> fields;

    ConnectionType(ConnectionField... fields) {
        this.fields = ImmutableList.copyOf(fields);
    }

    /** Empty for a kind that has no form here. */
    static Optional<ConnectionType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    ImmutableList<ConnectionField> fields() {
        return fields;
    }
}
