package io.leaddispatcher.web.policy;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.web.document.DocumentText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Documents as the builder sends them. */
final class Documents {

    /** In bytes; what the API takes, too. */
    static final int LARGEST = 1_048_576;

    private Documents() {}

    /** The JSON object that was sent. Fails with {@link InvalidInputException}. */
    static Mono<Map<String, Object>> json(ServerHttpRequest request) {
        return text(request).map(text -> object(DocumentText.json(text)));
    }

    /** The YAML mapping that was sent. Fails with {@link InvalidInputException}. */
    static Mono<Map<String, Object>> yaml(ServerHttpRequest request) {
        return text(request).map(text -> object(DocumentText.yaml(text)));
    }

    static String toYaml(Map<String, ?> document) {
        return DocumentText.toYaml(document);
    }

    private static Mono<String> text(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), LARGEST)
                .map(Documents::take)
                .defaultIfEmpty("")
                .onErrorMap(
                        DataBufferLimitException.class,
                        _ -> new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE));
    }

    private static String take(DataBuffer buffer) {
        String text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }

    private static Map<String, Object> object(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            throw new InvalidInputException("", Violation.Code.MALFORMED, "A policy is an object.");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        members.forEach((name, member) -> object.put(String.valueOf(name), member));
        return object;
    }
}
