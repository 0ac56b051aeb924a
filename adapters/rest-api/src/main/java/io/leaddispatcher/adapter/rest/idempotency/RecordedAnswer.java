package io.leaddispatcher.adapter.rest.idempotency;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** An answer with its headers, in a form that can be kept. */
@SuppressWarnings("ArrayRecordComponent") // Bytes that are passed on, never compared.
record RecordedAnswer(int status, HttpHeaders headers, byte[] body) {

    static RecordedAnswer of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int status = in.readInt();
            HttpHeaders headers = new HttpHeaders();
            for (int left = in.readInt(); left > 0; left--) {
                headers.add(in.readUTF(), in.readUTF());
            }
            return new RecordedAnswer(status, headers, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("an answer that was kept cannot be read", e);
        }
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(status);
            out.writeInt(
                    headers.headerSet().stream().mapToInt(each -> each.getValue().size()).sum());
            for (Map.Entry<String, List<String>> header : headers.headerSet()) {
                for (String value : header.getValue()) {
                    out.writeUTF(header.getKey());
                    out.writeUTF(value);
                }
            }
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }

    Mono<Void> writeTo(ServerHttpResponse response) {
        response.setStatusCode(HttpStatusCode.valueOf(status));
        response.getHeaders().putAll(headers);
        return body.length == 0
                ? response.setComplete()
                : response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
