package io.leaddispatcher.application.webhook.port;

import io.leaddispatcher.application.connection.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Calls endpoints outside. */
public interface WebhookSender {

    /**
     * A call that is to be made.
     *
     * @param id the same on every try
     * @param at when this try is made
     * @param secrets each signs; the newest first
     */
    record Call(URI url, String id, Instant at, List<Secret> secrets, Map<String, Object> payload) {
        public Call {
            secrets = List.copyOf(secrets);
        }
    }

    /** What the call came to. */
    sealed interface Answer {

        /**
         * The endpoint answered.
         *
         * @param retryAfter how long it asked to be left alone, when it did
         * @param body how the body begins
         */
        record Answered(int status, @Nullable Duration retryAfter, String body) implements Answer {}

        /**
         * There was no answer.
         *
         * @param code stable and short
         */
        record Silent(String code, String message) implements Answer {}
    }

    /** Calls once. What goes wrong is in the answer, not an error. */
    Mono<Answer> call(Call call);
}
