package io.leaddispatcher.adapter.rest.idempotency;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes an answer down, for the one who asked and for those who ask again. */
final class RecordedResponse extends AbstractServerHttpResponse {

    private byte[] body = {};

    RecordedResponse(DataBufferFactory buffers) {
        super(buffers);
    }

    /** Fails when nobody has answered: that is no success. */
    RecordedAnswer answer() {
        HttpStatusCode status = getStatusCode();
        if (status == null && !isCommitted()) {
            throw new IllegalStateException("a request was answered with nothing");
        }
        return new RecordedAnswer(status == null ? 200 : status.value(), getHeaders(), body);
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // The framework's signature.
    public <T> T getNativeResponse() {
        throw new UnsupportedOperationException("this response goes nowhere by itself");
    }

    @Override
    protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> written) {
        return DataBufferUtils.join(written)
                .doOnNext(buffer -> {
                    body = new byte[buffer.readableByteCount()];
                    buffer.read(body);
                    DataBufferUtils.release(buffer);
                })
                .then();
    }

    @Override
    protected Mono<Void> writeAndFlushWithInternal(
            Publisher<? extends Publisher<? extends DataBuffer>> written) {
        return writeWithInternal(Flux.from(written).concatMap(part -> part));
    }

    @Override
    protected void applyStatusCode() {
        // It is taken from the answer.
    }

    @Override
    protected void applyHeaders() {
        // They are taken from the answer.
    }

    @Override
    protected void applyCookies() {
        // The API has none.
    }
}
