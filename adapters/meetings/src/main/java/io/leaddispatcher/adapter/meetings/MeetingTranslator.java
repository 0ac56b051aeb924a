package io.leaddispatcher.adapter.meetings;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.EventTranslator;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.meeting.MeetingNews;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a provider's events; they say all that is needed, so that nobody is asked. */
final class MeetingTranslator implements EventTranslator {

    private final String source;
    private final Function<JsonNode, MeetingEvent> reading;

    MeetingTranslator(String source, Function<JsonNode, MeetingEvent> reading) {
        this.source = source;
        this.reading = reading;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Mono<Translation> translate(InboundEvent event, @Nullable ConnectionAccess connection) {
        return Mono.fromSupplier(() -> {
            MeetingEvent told = read(event);
            BookingMapping mapping =
                    connection == null
                            ? BookingMapping.DEFAULT
                            : BookingMapping.of(
                                    connection.settings().get("mapping"),
                                    connection.settings().get("mappings"));
            return told.news(event.receivedAt())
                    .<Translation>map(news ->
                            news.kind() == MeetingNews.Kind.BOOKED
                                    ? new Translation.Meeting(told.leadBody(mapping), news)
                                    : new Translation.Meeting(Map.of(), news))
                    .orElseGet(() -> new Translation.Ignored("the event tells of no meeting"));
        });
    }

    @Override
    public @Nullable Instant happenedAt(InboundEvent event, @Nullable Instant told) {
        return read(event).news(event.receivedAt()).map(MeetingNews::toldAt).orElse(told);
    }

    private MeetingEvent read(InboundEvent event) {
        try {
            return reading.apply(Json.read(event.raw()));
        } catch (JacksonException e) {
            throw new TranslationFailedException(
                    false, null, "MALFORMED", "the stored event is no JSON", e);
        }
    }
}
