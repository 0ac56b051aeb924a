package io.leaddispatcher.adapter.rest.simulation;

import io.leaddispatcher.adapter.rest.body.DocumentParser;
import io.leaddispatcher.adapter.rest.body.MalformedDocumentException;
import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.application.simulation.SentLeads;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

/** A file with one JSON object a line; lines without anything are passed over. */
final class JsonLines implements SentLeads {

    private final String text;

    JsonLines(byte[] bytes) {
        this.text = RequestBodies.unmarked(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public int count() {
        return Math.toIntExact(lines().count());
    }

    @Override
    public Iterable<SentLead> leads() {
        return () -> lines().map(JsonLines::lead).iterator();
    }

    private Stream<String> lines() {
        return text.lines().filter(line -> !line.isBlank());
    }

    private static SentLead lead(String line) {
        try {
            return DocumentParser.json(line) instanceof Map<?, ?> object
                    ? new SentLead.Body(body(object))
                    : new SentLead.Unreadable("A line must hold an object.");
        } catch (MalformedDocumentException e) {
            return new SentLead.Unreadable(
                    String.valueOf(e.getMessage()).replace("The body", "The line"));
        }
    }

    @SuppressWarnings("unchecked") // the parser makes objects with texts as names only
    private static Map<String, ?> body(Map<?, ?> object) {
        return (Map<String, ?>) object;
    }
}
