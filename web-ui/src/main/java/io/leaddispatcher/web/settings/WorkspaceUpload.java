package io.leaddispatcher.web.settings;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.web.layout.Words;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A file that somebody brings. Once it was looked at it travels in the page, encoded, so that a
 * browser sends back each byte of it.
 *
 * @param fileName as the browser calls it; empty when it does not say
 * @param encoded its bytes in base 64
 * @param seen what the reader was shown of it; empty when nothing yet
 */
record WorkspaceUpload(String fileName, String encoded, String seen) {

    /** In bytes; what the API takes, too. */
    static final int LARGEST = 1_048_576;

    /** Fails with {@link InvalidInputException} when no file was chosen, or one too large. */
    static Mono<WorkspaceUpload> chosen(ServerWebExchange exchange) {
        return exchange.getMultipartData()
                .flatMap(sent ->
                        sent.getFirst("file") instanceof FilePart file
                                ? DataBufferUtils.join(file.content(), LARGEST)
                                        .map(WorkspaceUpload::take)
                                        .filter(bytes -> bytes.length > 0)
                                        .map(bytes ->
                                                new WorkspaceUpload(
                                                        file.filename(),
                                                        Base64.getEncoder().encodeToString(bytes),
                                                        ""))
                                : Mono.<WorkspaceUpload>empty())
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge())
                .switchIfEmpty(Mono.error(WorkspaceUpload::missing));
    }

    /** Likewise of the one that travels in the page. */
    static Mono<WorkspaceUpload> lookedAt(ServerWebExchange exchange) {
        return exchange.getMultipartData()
                .map(sent ->
                        new WorkspaceUpload(
                                text(sent, "name"), text(sent, "encoded"), text(sent, "seen")))
                .filter(upload -> !upload.encoded().isEmpty())
                .switchIfEmpty(Mono.error(WorkspaceUpload::missing));
    }

    private static String text(MultiValueMap<String, Part> sent, String name) {
        return sent.getFirst(name) instanceof FormFieldPart field ? field.value() : "";
    }

    private static byte[] take(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static InvalidInputException missing() {
        return new InvalidInputException("", Code.REQUIRED, "a file is required");
    }

    private static InvalidInputException tooLarge() {
        return new InvalidInputException("", Code.OUT_OF_RANGE, "a file has at most 1 MB");
    }

    /** Fails with {@link InvalidInputException} when it is no text. */
    String text() {
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            if (bytes.length > LARGEST) {
                throw tooLarge();
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new InvalidInputException("", Code.MALFORMED, "the file is not UTF-8");
        }
    }

    String name(Words words) {
        return fileName.isBlank() ? words.say("workspace-file.unnamed") : fileName;
    }
}
