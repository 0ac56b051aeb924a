package io.leaddispatcher.adapter.meetings;

import java.util.Optional;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** How a provider signs what it tells, and by what it is the same when it is told again. */
interface Provider {

    /** The type of its connections. */
    String type();

    /**
     * Whether it was this provider who sent this.
     *
     * @param secret never empty
     */
    boolean isSigned(HttpHeaders headers, byte[] body, String secret);

    /** Empty for what is understood and unwanted. */
    Optional<String> idempotencyKey(JsonNode event);
}
