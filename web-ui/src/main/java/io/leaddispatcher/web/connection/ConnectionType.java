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
    FORM(Purpose.TAKE_IN, 3),
    HUBSPOT(Purpose.TAKE_IN, 5),
    SALESFORCE(Purpose.TAKE_IN, 5),
    CRM(Purpose.TAKE_IN, 4),
    GENERIC(Purpose.TAKE_IN, 3),
    CALENDLY(Purpose.TAKE_IN, 3),
    CALCOM(Purpose.TAKE_IN, 3),
    SLACK(Purpose.TELL, 5),
    SMTP(Purpose.TELL, 3);

    /** What a connection is for. */
    enum Purpose {
        TAKE_IN,
        TELL
    }

    private final Purpose purpose;
    private final int steps;

    ConnectionType(Purpose purpose, int steps) {
        this.purpose = purpose;
        this.steps = steps;
    }

    /** Empty for a kind that has no form here. */
    static Optional<ConnectionType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it has companies, owners and records that leads stand for. */
    boolean isCrm() {
        return switch (this) {
            case HUBSPOT, SALESFORCE, CRM -> true;
            case FORM, GENERIC, CALENDLY, CALCOM, SLACK, SMTP -> false;
        };
    }

    /** Whether what comes in is verified by this secret. */
    boolean signs(ConnectionField field) {
        return io.leaddispatcher.domain.connection.ConnectionType.of(code())
                .flatMap(io.leaddispatcher.domain.connection.ConnectionType::signingSecret)
                .filter(field.name()::equals)
                .isPresent();
    }

    Purpose purpose() {
        return purpose;
    }

    /** How many steps lead to a connection that works; each has words of its own. */
    int steps() {
        return steps;
    }

    List<ConnectionField> fields() {
        return switch (this) {
            case SLACK ->
                    List.of(
                            ConnectionField.optional("teamId", TEXT),
                            ConnectionField.optional("defaultChannel", TEXT),
                            ConnectionField.optional("clientId", SECRET),
                            ConnectionField.optional("clientSecret", SECRET),
                            ConnectionField.optional("signingSecret", SECRET),
                            ConnectionField.optional("botToken", SECRET),
                            ConnectionField.optional("repsCreateLeads", CHOICE));
            case HUBSPOT ->
                    List.of(
                            ConnectionField.required("portalId", TEXT),
                            ConnectionField.optional("appId", TEXT),
                            ConnectionField.optional("clientId", SECRET),
                            ConnectionField.required("clientSecret", SECRET),
                            ConnectionField.optional("accessToken", SECRET),
                            ConnectionField.optional("acceptLegacySignatures", CHOICE));
            case SALESFORCE ->
                    List.of(
                            ConnectionField.required("organizationId", TEXT),
                            ConnectionField.optional("instanceUrl", ADDRESS),
                            ConnectionField.required("clientId", SECRET),
                            ConnectionField.optional("clientSecret", SECRET),
                            ConnectionField.optional("refreshToken", SECRET),
                            ConnectionField.optional("privateKey", SECRET),
                            ConnectionField.optional("username", TEXT),
                            ConnectionField.optional("loginUrl", ADDRESS),
                            ConnectionField.optional("poll", CHOICE));
            case SMTP ->
                    List.of(
                            ConnectionField.required("host", TEXT),
                            ConnectionField.optional("port", NUMBER),
                            ConnectionField.required("from", TEXT),
                            ConnectionField.optional("startTls", CHOICE),
                            ConnectionField.optional("username", SECRET),
                            ConnectionField.optional("password", SECRET));
            case FORM ->
                    List.of(
                            ConnectionField.optional("allowedOrigins", LINES),
                            ConnectionField.optional("redirectUrl", ADDRESS),
                            ConnectionField.optional("honeypot", TEXT),
                            ConnectionField.optional("mapping", PAIRS));
            case CALENDLY ->
                    List.of(
                            ConnectionField.required("signingKey", SECRET),
                            ConnectionField.optional("mapping", PAIRS));
            case CALCOM ->
                    List.of(
                            ConnectionField.required("secret", SECRET),
                            ConnectionField.optional("mapping", PAIRS));
            case CRM ->
                    List.of(
                            ConnectionField.required("baseUrl", ADDRESS),
                            ConnectionField.optional("recordUrl", ADDRESS),
                            ConnectionField.required("accessToken", SECRET),
                            ConnectionField.required("signingSecret", SECRET),
                            ConnectionField.optional("callsPerSecond", NUMBER));
            case GENERIC -> List.of(ConnectionField.required("signingSecret", SECRET));
        };
    }
}
