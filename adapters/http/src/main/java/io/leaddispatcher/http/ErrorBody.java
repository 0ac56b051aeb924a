package io.leaddispatcher.http;

import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

/** What an answer says that is no success. */
public final class ErrorBody {

    private static final int LONGEST = 64 * 1024;

    private ErrorBody() {}

    /** Read to its end; nothing when there is none, it breaks off, or it is longer than 64 KB. */
    public static Mono<byte[]> of(ClientResponse answer) {
        return answer.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .onErrorReturn(new byte[0])
                .map(bytes -> bytes.length > LONGEST ? new byte[0] : bytes);
    }
}
