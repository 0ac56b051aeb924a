package io.leaddispatcher.adapter.rest.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.problem.ProblemHandler;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.idempotency.AnswerOnce;
import io.leaddispatcher.application.idempotency.Hold;
import io.leaddispatcher.application.idempotency.LostHoldException;
import io.leaddispatcher.application.idempotency.RequestName;
import io.leaddispatcher.application.lead.ErasedPersonException;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Carries out once each write that has an {@code Idempotency-Key}, and answers it once for all. A
 * lead is left to its own route, where the stored event is what remembers the key; only that it was
 * refused is remembered here.
 */
@Component
@Order(0) // behind the log-in, which says whose key it is
final class IdempotencyFilter implements WebFilter {

    private static final Set<HttpMethod> WRITES =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    /** To do it again comes to the same. */
    private static final Set<HttpMethod> REPEATABLE = Set.of(HttpMethod.PUT, HttpMethod.DELETE);

    /** Headers that change what a request means. */
    private static final List<String> MEANING =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH);

    /** Refusals that say nothing about the request itself, and come before anything is done. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 429);

    private static final int CONFLICT = 409;

    private final AnswerOnce answerOnce;
    private final RequestBodies bodies;
    private final ProblemHandler problems;

    IdempotencyFilter(AnswerOnce answerOnce, RequestBodies bodies, ProblemHandler problems) {
        this.answerOnce = answerOnce;
        this.bodies = bodies;
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            ServerHttpRequest request = exchange.getRequest();
            Optional<String> key = isWrite(request) ? IdempotencyKey.of(request) : Optional.empty();
            if (key.isEmpty()) {
                return chain.filter(exchange);
            }
            if (route(request).equals(RequestName.SUBMIT_LEAD)) {
                return chain.filter(exchange)
                        .onErrorResume(
                                error ->
                                        error instanceof InvalidInputException
                                                || error instanceof ErasedPersonException,
                                error -> refusedOnce(exchange, key.get(), error));
            }
            return caller().flatMap(caller ->
                    bodies.bytesOrFile(request)
                            .flatMap(body ->
                                    once(
                                            exchange,
                                            caller,
                                            key.get(),
                                            body,
                                            recorded(exchange, chain, body))));
        });
    }

    private static boolean isWrite(ServerHttpRequest request) {
        return request.getPath().pathWithinApplication().value().startsWith("/api/v1/")
                && WRITES.contains(request.getMethod());
    }

    private static String route(ServerHttpRequest request) {
        return request.getMethod() + " " + request.getPath().pathWithinApplication().value();
    }

    private static Mono<Caller> caller() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .mapNotNull(authentication -> authentication.getPrincipal())
                .ofType(Caller.class);
    }

    /** A lead that was refused is refused again, with the same words, and its key stands for it. */
    private Mono<Void> refusedOnce(ServerWebExchange exchange, String key, Throwable error) {
        byte[] body = exchange.getAttribute(IdempotencyKey.CONTENT);
        return body == null
                ? Mono.error(error)
                : caller().flatMap(caller ->
                        once(
                                exchange,
                                caller,
                                key,
                                body,
                                recorded(exchange, _ -> Mono.error(error), body)));
    }

    private Mono<Void> once(
            ServerWebExchange exchange,
            Caller caller,
            String key,
            byte[] body,
            Mono<AnswerOnce.Answer> work) {
        ServerHttpRequest request = exchange.getRequest();
        return answerOnce
                .handle(
                        new AnswerOnce.Command(
                                caller,
                                route(request),
                                key,
                                content(request, body),
                                REPEATABLE.contains(request.getMethod()),
                                work))
                .flatMap(outcome ->
                        switch (outcome) {
                            case AnswerOnce.Outcome.Answered(var answer) ->
                                    RecordedAnswer.of(answer).writeTo(exchange.getResponse());
                            case AnswerOnce.Outcome.InFlight() ->
                                    Mono.error(IdempotencyKey.inFlight());
                            case AnswerOnce.Outcome.UsedOtherwise() ->
                                    Mono.error(IdempotencyKey.usedBefore());
                            case AnswerOnce.Outcome.AnswerLost() ->
                                    Mono.error(IdempotencyKey.answerLost());
                        });
    }

    private static byte[] content(ServerHttpRequest request, byte[] body) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes((request.getURI().getRawQuery() + "\n").getBytes(UTF_8));
        for (String header : MEANING) {
            content.writeBytes((request.getHeaders().getOrEmpty(header) + "\n").getBytes(UTF_8));
        }
        // A file is told from another without a second copy of it.
        content.writeBytes(body.length > RequestBodies.LARGEST ? sha256(body) : body);
        return content.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private Mono<AnswerOnce.Answer> recorded(
            ServerWebExchange exchange, WebFilterChain chain, byte[] body) {
        return Mono.defer(() -> {
            RecordedResponse response =
                    new RecordedResponse(exchange.getResponse().bufferFactory());
            ServerWebExchange inner =
                    exchange.mutate().request(replayed(exchange, body)).response(response).build();
            return chain.filter(inner)
                    .onErrorResume(
                            error -> !(error instanceof LostHoldException),
                            error ->
                                    problems.handle(inner, error)
                                            // That a refusal is written down is no effect.
                                            .contextWrite(context -> context.delete(Hold.class)))
                    .then(
                            Mono.fromSupplier(() -> {
                                RecordedAnswer answer = response.answer();
                                return new AnswerOnce.Answer(answer.bytes(), repeats(answer));
                            }));
        });
    }

    private static AnswerOnce.Repeats repeats(RecordedAnswer answer) {
        int status = answer.status();
        if (status >= 500) {
            return AnswerOnce.Repeats.ANEW_IF_NOT_BEGUN;
        }
        boolean passing =
                PASSING.contains(status)
                        || (status == CONFLICT
                                && answer.headers().containsHeader(HttpHeaders.RETRY_AFTER));
        return passing ? AnswerOnce.Repeats.ANEW : AnswerOnce.Repeats.ANSWERED;
    }

    /** The body has been read, and is read again by whoever serves the request. */
    private static ServerHttpRequest replayed(ServerWebExchange exchange, byte[] body) {
        return new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return body.length == 0
                        ? Flux.empty()
                        : Flux.defer(
                                () -> Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
            }
        };
    }
}
