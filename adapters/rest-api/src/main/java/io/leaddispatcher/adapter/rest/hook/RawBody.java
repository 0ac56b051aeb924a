package io.leaddispatcher.adapter.rest.hook;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** The bytes of a request, before anybody parses them. */
final class RawBody {

    private static final int LARGEST = 1024 * 1024;

    private RawBody() {}

    /** Fails with 413 when there are too many, without reading them all, and 415 when packed. */
    static Mono<byte[]> of(ServerHttpRequest request) {
        String encoding = request.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Mono.error(
                    new RefusedDeliveryException(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "the body must not be compressed"));
        }
        if (request.getHeaders().getContentLength() > LARGEST) {
            return Mono.error(tooLarge());
        }
        return DataBufferUtils.join(request.getBody(), LARGEST)
                .map(buffer -> {
                    byte[] bytes = new byte[buffer.readableByteCount()];
                    buffer.read(bytes);
                    DataBufferUtils.release(buffer);
                    return bytes;
                })
                .defaultIfEmpty(new byte[0])
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge());
    }

    private static RefusedDeliveryException tooLarge() {
        return new RefusedDeliveryException(
                HttpStatus.CONTENT_TOO_LARGE, "the body must not be larger than 1 MB");
    }
}
