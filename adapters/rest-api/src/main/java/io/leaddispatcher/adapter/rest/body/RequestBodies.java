package io.leaddispatcher.adapter.rest.body;

import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes the bodies of requests: limited, not compressed, in the declared format. */
@Component
public final class RequestBodies {

    /** In bytes. */
    public static final int LARGEST = 1_048_576;

    /** Of a file of leads on which a draft is tried. */
    static final int LARGEST_FILE = 32 * LARGEST;

    private static final String TRIES_OF_DRAFTS = "/draft/simulate";
    private static final List<MediaType> FILES =
            List.of(
                    MediaType.parseMediaType("application/x-ndjson"),
                    MediaType.parseMediaType("text/csv"));

    private static final MediaType YAML = MediaType.parseMediaType("application/yaml");
    private static final List<MediaType> YAMLS =
            List.of(
                    YAML,
                    MediaType.parseMediaType("application/x-yaml"),
                    MediaType.parseMediaType("text/yaml"));

    /** The object that was sent, as JSON or YAML. Fails with a problem, or with a violation. */
    public Mono<Map<String, Object>> object(ServerHttpRequest request) {
        return Mono.defer(() -> {
            boolean yaml = isYaml(request);
            return bytes(request).map(bytes -> requireObject(parse(bytes, yaml)));
        });
    }

    /** Likewise; what may be left out altogether is an empty object then. */
    public Mono<Map<String, Object>> objectIfAny(ServerHttpRequest request) {
        return bytes(request)
                .map(bytes ->
                        bytes.length == 0
                                ? Map.of()
                                : requireObject(parse(bytes, isYaml(request))));
    }

    /** The bytes as they came, at most {@link #LARGEST}; empty when there are none. */
    public Mono<byte[]> bytes(ServerHttpRequest request) {
        return bytes(request, LARGEST);
    }

    /** Likewise, or at most {@link #LARGEST_FILE} where files are taken and one is sent. */
    public Mono<byte[]> bytesOrFile(ServerHttpRequest request) {
        return bytes(request, isFile(request) ? LARGEST_FILE : LARGEST);
    }

    private Mono<byte[]> bytes(ServerHttpRequest request, int largest) {
        return Mono.defer(() -> {
            requireUncompressed(request);
            if (request.getHeaders().getContentLength() > largest) {
                return Mono.error(tooLarge(largest));
            }
            return DataBufferUtils.join(request.getBody(), largest)
                    .map(RequestBodies::take)
                    .defaultIfEmpty(new byte[0])
                    .onErrorMap(DataBufferLimitException.class, _ -> tooLarge(largest));
        });
    }

    static boolean isFile(ServerHttpRequest request) {
        if (!request.getPath().pathWithinApplication().value().endsWith(TRIES_OF_DRAFTS)) {
            return false;
        }
        try {
            MediaType type = request.getHeaders().getContentType();
            return type != null && FILES.stream().anyMatch(type::equalsTypeAndSubtype);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static byte[] take(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static ProblemException tooLarge(int largest) {
        return new ProblemException(
                HttpStatus.CONTENT_TOO_LARGE,
                "A body may have at most %d MB.".formatted(largest / LARGEST));
    }

    private static void requireUncompressed(ServerHttpRequest request) {
        List<String> encodings = request.getHeaders().getOrEmpty(HttpHeaders.CONTENT_ENCODING);
        for (String encoding : encodings) {
            if (!encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
                throw new ProblemException(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Compressed bodies are not taken.");
            }
        }
    }

    private static boolean isYaml(ServerHttpRequest request) {
        MediaType type;
        try {
            type = request.getHeaders().getContentType();
        } catch (InvalidMediaTypeException e) {
            throw unsupported();
        }
        if (type == null) {
            throw unsupported();
        }
        Charset charset = type.getCharset();
        if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
            throw unsupported();
        }
        if (YAMLS.stream().anyMatch(type::equalsTypeAndSubtype)) {
            return true;
        }
        if (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                || type.getSubtype().endsWith("+json")) {
            return false;
        }
        throw unsupported();
    }

    private static ProblemException unsupported() {
        return new ProblemException(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "Send application/json or application/yaml, in UTF-8.");
    }

    /** Some programs mark UTF-8 at its beginning; the mark is no part of what they say. */
    public static String unmarked(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** JSON or YAML as a document tree; fails with a 400. */
    private static @Nullable Object parse(byte[] bytes, boolean yaml) {
        try {
            String said =
                    unmarked(
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .decode(ByteBuffer.wrap(bytes))
                                    .toString());
            return yaml ? DocumentParser.yaml(said) : DocumentParser.json(said);
        } catch (CharacterCodingException e) {
            throw ProblemException.malformed("The body is not UTF-8.");
        } catch (MalformedDocumentException e) {
            throw ProblemException.malformed(String.valueOf(e.getMessage()));
        }
    }

    @SuppressWarnings("unchecked") // the parser makes objects with texts as names only
    private static Map<String, Object> requireObject(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new InvalidInputException("", Violation.Code.WRONG_TYPE, "must be an object");
    }
}
