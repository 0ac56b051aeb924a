package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.connection.ConnectionHealthView;
import io.leaddispatcher.application.connection.SurveyConnections.Surveyed;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection in the list.
 *
 * @param editable whether there is a form for its type
 * @param rejected how many events had a bad signature, in words; null when none had
 * @param answer of the test that was just made; null when none was
 */
record ConnectionCard(
        String key,
        String name,
        String type,
        String typeName,
        boolean editable,
        String health,
        String tone,
        @Nullable When lastEvent,
        @Nullable When lastWrite,
        @Nullable String rejected,
        List<Trouble> troubles,
        @Nullable String hookUrl,
        @Nullable Answer answer) {

    record Trouble(String message, String count) {}

    record Answer(boolean ok, String message) {}

    static ConnectionCard of(Surveyed surveyed, @Nullable Answer answer, Words words) {
        var connection = Tree.of(surveyed.connection().document());
        var health = surveyed.health();
        var type = connection.text("type", "");
        var status = status(connection, health);
        var key = connection.text("key", "");
        long rejected = health.rejectedSignatures();
        return new ConnectionCard(
                key,
                connection.text("name", key),
                type,
                words.name("connection.type", type),
                ConnectionType.of(type).isPresent(),
                words.name("health", status),
                tone(status),
                words.whenOrNull(health.lastEventAt()),
                words.whenOrNull(health.lastWriteAt()),
                rejected == 0 ? null : words.say("connection.rejected", rejected),
                health.errors().stream().map(error -> trouble(error, words)).toList(),
                connection.text("hookUrl"),
                answer);
    }

    private static String status(Tree connection, ConnectionHealthView health) {
        if (connection.has("missing")) {
            return "UNFINISHED";
        }
        return connection.is("active") ? health.status().name() : "OFF";
    }

    private static Trouble trouble(ConnectionHealthView.Failure error, Words words) {
        var message = words.failure(error.code(), error.message());
        return new Trouble(message, words.say("connection.times", error.count()));
    }

    private static String tone(String status) {
        return switch (status) {
            case "OK" -> "good";
            case "DEGRADED", "UNFINISHED" -> "warn";
            case "DOWN" -> "bad";
            default -> "calm";
        };
    }
}
