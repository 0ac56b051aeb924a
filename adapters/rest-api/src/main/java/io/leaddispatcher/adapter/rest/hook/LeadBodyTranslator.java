package io.leaddispatcher.adapter.rest.hook;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.EventTranslator;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The event is a lead body, or has one in an envelope. */
final class LeadBodyTranslator implements EventTranslator {

    private final String source;
    private final boolean enveloped;

    /**
     * @param enveloped whether {@code {"type","timestamp","data"}} around the lead body counts
     */
    LeadBodyTranslator(String source, boolean enveloped) {
        this.source = source;
        this.enveloped = enveloped;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Mono<Translation> translate(InboundEvent event, @Nullable ConnectionAccess connection) {
        return Mono.fromSupplier(() -> {
            Map<String, Object> body =
                    JsonDocument.read(event.raw())
                            .map(this::opened)
                            .orElseThrow(() ->
                                    new TranslationFailedException(
                                            false,
                                            null,
                                            "MALFORMED",
                                            "the stored event is no JSON object"));
            Optional<String> externalId = FormMapping.externalId(body);
            return new Translation.Body(body, externalId.orElse(null));
        });
    }

    @SuppressWarnings("unchecked") // A document's maps have text as keys.
    private Map<String, Object> opened(Map<String, Object> document) {
        return enveloped
                        && document.containsKey("type")
                        && document.get("data") instanceof Map<?, ?> data
                ? (Map<String, Object>) data
                : document;
    }
}
