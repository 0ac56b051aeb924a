package io.leaddispatcher.web.upload;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.web.layout.Words;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
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
public record Upload(String fileName, String encoded, String seen) {

    /** In bytes; what the API takes of a workspace, too. */
    public static final int LARGEST = 1_048_576;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int LONGEST_NAME = 200;
    private static final String NOT_UTF_8 = "the file is not UTF-8";

    /** Fails with {@link InvalidInputException} when no file was chosen, or one too large. */
    public static Mono<Upload> chosen(ServerWebExchange exchange) {
        return exchange.getMultipartData()
                .flatMap(sent ->
                        sent.getFirst("file") instanceof FilePart file
                                ? DataBufferUtils.join(file.content(), LARGEST)
                                        .map(Upload::take)
                                        .filter(bytes -> bytes.length > 0)
                                        .map(bytes ->
                                                new Upload(
                                                        file.filename(),
                                                        Base64.getEncoder().encodeToString(bytes),
                                                        ""))
                                : Mono.<Upload>empty())
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge())
                .switchIfEmpty(Mono.error(Upload::missing));
    }

    /** Likewise of the one that travels in the page. */
    public static Mono<Upload> lookedAt(ServerWebExchange exchange) {
        return exchange.getMultipartData()
                .map(sent ->
                        new Upload(text(sent, "name"), text(sent, "encoded"), text(sent, "seen")))
                .filter(upload -> !upload.encoded().isEmpty())
                .switchIfEmpty(Mono.error(Upload::missing));
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

    /** Fails with {@link InvalidInputException} when it is no text in UTF-8. */
    public String text() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("", Code.MALFORMED, NOT_UTF_8);
        }
    }

    /** Fails with {@link InvalidInputException} when no page has encoded it, and when too large. */
    public byte[] bytes() {
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            if (bytes.length > LARGEST) {
                throw tooLarge();
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("", Code.MALFORMED, NOT_UTF_8);
        }
    }

    /** What it is called, as it can be shown and kept. */
    public String name(Words words) {
        String name = CONTROL.matcher(fileName).replaceAll("").strip();
        return name.isEmpty()
                ? words.say("upload.unnamed")
                : name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }
}
