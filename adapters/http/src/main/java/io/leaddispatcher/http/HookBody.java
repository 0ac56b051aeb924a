package io.leaddispatcher.http;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** What a webhook brings, to the byte: signatures are made of it, before anybody parses it. */
public final class HookBody {

    private static final int LARGEST = 1024 * 1024;

    private HookBody() {}

    /**
     * The bytes; none where there is no body. Fails with {@link DataBufferLimitException} when they
     * are more than a mebibyte, without reading them all.
     */
    public static Mono<byte[]> of(ServerHttpRequest request) {
        if (request.getHeaders().getContentLength() > LARGEST) {
            return Mono.error(new DataBufferLimitException("the body is announced as too large"));
        }
        return DataBufferUtils.join(request.getBody(), LARGEST)
                .map(buffer -> {
                    byte[] bytes = new byte[buffer.readableByteCount()];
                    buffer.read(bytes);
                    DataBufferUtils.release(buffer);
                    return bytes;
                })
                .defaultIfEmpty(new byte[0]);
    }

    /** Whether it is sent as one of these, and not packed. */
    public static boolean isOf(HttpHeaders headers, MediaType... types) {
        String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        if (type == null || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            return false;
        }
        try {
            MediaType sent = MediaType.parseMediaType(type);
            for (MediaType each : types) {
                if (each.isCompatibleWith(sent)) {
                    return true;
                }
            }
            return false;
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }
}
