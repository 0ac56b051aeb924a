package io.leaddispatcher.adapter.rest.hook;

import io.leaddispatcher.http.HookBody;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** The bytes of a request, before anybody parses them. */
final class RawBody {

    private RawBody() {}

    /** Fails with 413 when there are too many, without reading them all, and 415 when packed. */
    static Mono<byte[]> of(ServerHttpRequest request) {
        String encoding = request.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Mono.error(
                    new RefusedDeliveryException(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "the body must not be compressed"));
        }
        return HookBody.of(request).onErrorMap(DataBufferLimitException.class, _ -> tooLarge());
    }

    private static RefusedDeliveryException tooLarge() {
        return new RefusedDeliveryException(
                HttpStatus.CONTENT_TOO_LARGE, "the body must not be larger than 1 MB");
    }
}
