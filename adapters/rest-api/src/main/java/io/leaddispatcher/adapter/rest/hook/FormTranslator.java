package io.leaddispatcher.adapter.rest.hook;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.EventTranslator;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads a stored form once more, by the mapping that the connection has now. */
final class FormTranslator implements EventTranslator {

    @Override
    public String source() {
        return FormHook.TYPE;
    }

    @Override
    public Mono<Translation> translate(InboundEvent event, @Nullable ConnectionAccess connection) {
        Object setting = connection == null ? null : connection.settings().get("mapping");
        return Mono.justOrEmpty(FormReader.kindOf(event.contentType()))
                .switchIfEmpty(Mono.error(FormTranslator::malformed))
                .flatMap(kind -> FormReader.read(kind, event.contentType(), event.raw()))
                .onErrorMap(RefusedDeliveryException.class, _ -> malformed())
                .map(fields -> {
                    Map<String, Object> body = FormMapping.of(setting).leadBody(fields);
                    return new Translation.Body(body, FormMapping.externalId(body).orElse(null));
                });
    }

    /** Somebody has filled it in when it is sent. */
    @Override
    public Instant happenedAt(InboundEvent event, @Nullable Instant told) {
        return event.receivedAt();
    }

    private static TranslationFailedException malformed() {
        return new TranslationFailedException(
                false, null, "MALFORMED", "the stored event is no form");
    }
}
