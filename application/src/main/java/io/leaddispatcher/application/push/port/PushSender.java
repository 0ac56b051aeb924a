package io.leaddispatcher.application.push.port;

import io.leaddispatcher.application.push.Device;
import io.leaddispatcher.application.push.PushMessage;
import io.leaddispatcher.domain.dispatch.Cause;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Hands messages to the push services of browsers. */
public interface PushSender {

    /** What came of a message to one device. */
    sealed interface Answer {

        record Taken() implements Answer {}

        /** The device does not take messages any more. */
        record Gone() implements Answer {}

        /**
         * Trying again can help.
         *
         * @param after how long the service asked to be left alone, when it did
         */
        record Later(@Nullable Duration after, Cause cause) implements Answer {}

        record Refused(Cause cause) implements Answer {}
    }

    /** Encrypts for the device and sends once. What goes wrong is in the answer. */
    Mono<Answer> send(Device device, PushMessage message);

    /** Why nothing can be sent to a device; empty when something can. Looks at it, and no more. */
    Optional<String> refusal(Device device);

    /** Whether this is the address of a push service that the installation sends to. */
    boolean knows(URI endpoint);

    /** By which browsers tell that a message is ours: URL-safe base64 of a point of P-256. */
    String publicKey();
}
