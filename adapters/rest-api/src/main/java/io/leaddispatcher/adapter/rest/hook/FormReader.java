package io.leaddispatcher.adapter.rest.hook;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.multipart.DefaultPartHttpMessageReader;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Parses a form from its bytes, by the parser that its content type names. */
final class FormReader {

    /** How a form was sent, which also decides how it is answered. */
    enum Kind {
        URLENCODED,
        MULTIPART,
        JSON
    }

    private static final int LARGEST_PART = 1024 * 1024;
    private static final ResolvableType PART = ResolvableType.forClass(Part.class);

    private FormReader() {}

    /** Empty when it is none of the three. */
    static Optional<Kind> kindOf(String contentType) {
        return mediaType(contentType)
                .flatMap(type -> {
                    if (type.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED)) {
                        return charsetOf(type).map(_ -> Kind.URLENCODED);
                    }
                    if (type.equalsTypeAndSubtype(MediaType.MULTIPART_FORM_DATA)) {
                        return Optional.ofNullable(type.getParameter("boundary"))
                                .map(_ -> Kind.MULTIPART);
                    }
                    return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                            ? Optional.of(Kind.JSON)
                            : Optional.empty();
                });
    }

    /** Fails with 400 when the bytes are not what the content type says, or hold too much. */
    static Mono<FormFields> read(Kind kind, String contentType, byte[] raw) {
        return Mono.defer(() ->
                switch (kind) {
                    case JSON ->
                            JsonDocument.read(raw)
                                    .map(FormFields::of)
                                    .map(Mono::just)
                                    .orElseGet(() -> malformed("a JSON object"));
                    case URLENCODED -> urlencoded(contentType, raw);
                    case MULTIPART -> multipart(contentType, raw);
                });
    }

    private static Mono<FormFields> urlencoded(String contentType, byte[] raw) {
        Charset charset =
                mediaType(contentType)
                        .flatMap(FormReader::charsetOf)
                        .orElse(StandardCharsets.UTF_8);
        var fields = new FormFields();
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                if (!name.isEmpty()) {
                    fields.add(
                            URLDecoder.decode(name, charset),
                            equals < 0
                                    ? ""
                                    : URLDecoder.decode(pair.substring(equals + 1), charset));
                }
            }
        } catch (CharacterCodingException | IllegalArgumentException _) {
            return malformed("an urlencoded form");
        }
        return Mono.just(fields);
    }

    private static Mono<FormFields> multipart(String contentType, byte[] raw) {
        // Nothing reaches the disk: the whole body is smaller than a part may be in memory.
        var reader = new DefaultPartHttpMessageReader();
        reader.setMaxParts(FormFields.MOST);
        reader.setMaxInMemorySize(2 * LARGEST_PART);
        reader.setMaxHeadersSize(8 * 1024);
        return reader.read(PART, new Rewound(contentType, raw), Map.of())
                .concatMap(part ->
                        part instanceof FormFieldPart field
                                ? Mono.just(field)
                                : part.delete().then(Mono.<FormFieldPart>empty()))
                .collect(FormFields::new, (fields, part) -> fields.add(part.name(), part.value()))
                .onErrorResume(
                        error ->
                                error instanceof DecodingException
                                        || error instanceof DataBufferLimitException
                                        || error instanceof IllegalArgumentException,
                        _ -> malformed("a multipart form"));
    }

    private static Optional<MediaType> mediaType(String contentType) {
        try {
            return Optional.of(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Charset> charsetOf(MediaType type) {
        try {
            return Optional.ofNullable(type.getCharset())
                    .or(() -> Optional.of(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static <T> Mono<T> malformed(String expected) {
        return Mono.error(
                new RefusedDeliveryException(
                        HttpStatus.BAD_REQUEST, "the body must be " + expected));
    }

    /** The bytes once more as a request, for Spring's parser. */
    private record Rewound(HttpHeaders getHeaders, Flux<DataBuffer> getBody)
            implements ReactiveHttpInputMessage {

        Rewound(String contentType, byte[] raw) {
            this(
                    headers(contentType),
                    Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(raw)));
        }

        private static HttpHeaders headers(String contentType) {
            var headers = new HttpHeaders();
            headers.set(HttpHeaders.CONTENT_TYPE, contentType);
            return headers;
        }
    }
}
