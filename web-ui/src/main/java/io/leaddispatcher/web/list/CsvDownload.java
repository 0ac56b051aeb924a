package io.leaddispatcher.web.list;

import java.nio.charset.StandardCharsets;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A table as a file, sent while it is read. It is a file only once there is something of it: what
 * fails before is answered with a page.
 *
 * @param headings its first line
 */
public record CsvDownload(String file, String headings) {

    private static final int LINES_AT_ONCE = 200;

    /**
     * @param lines each with its end
     */
    public Mono<Void> send(Flux<String> lines, ServerHttpResponse response) {
        Flux<DataBuffer> parts =
                lines.startWith(headings)
                        .buffer(LINES_AT_ONCE)
                        .map(part ->
                                response.bufferFactory()
                                        .wrap(
                                                String.join("", part)
                                                        .getBytes(StandardCharsets.UTF_8)));
        return parts.switchOnFirst(
                        (first, all) -> {
                            if (first.hasValue()) {
                                HttpHeaders headers = response.getHeaders();
                                headers.set(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8");
                                headers.set(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        "attachment; filename=\"%s\"".formatted(file));
                            }
                            return all;
                        })
                .as(response::writeWith);
    }
}
