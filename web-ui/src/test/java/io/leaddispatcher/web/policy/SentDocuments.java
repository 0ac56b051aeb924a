package io.leaddispatcher.web.policy;

import io.leaddispatcher.domain.document.InvalidInputException;
import java.util.Map;
import java.util.Objects;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

/** Documents as a browser sends them. */
final class SentDocuments {

    private SentDocuments() {}

    /** The document that a text says. Fails with {@link InvalidInputException}. */
    static Map<String, Object> yaml(String text) {
        return Objects.requireNonNull(
                Documents.yaml(MockServerHttpRequest.post("/").body(text)).block());
    }
}
