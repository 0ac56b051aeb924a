package io.leaddispatcher.http;

import io.leaddispatcher.application.closure.WorkspaceClosedException;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.hook.ResolveHook;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The way in of a webhook: its bytes are read, the connection is found by its secret address, and
 * whatever happens then is an answer by which the sender knows whether to send it again.
 */
public final class HookDoor {

    private static final Logger LOG = LoggerFactory.getLogger(HookDoor.class);

    private final ResolveHook hooks;
    private final String type;

    /**
     * For connections of one type.
     *
     * @param type as the connection's document says it
     */
    public HookDoor(ResolveHook hooks, String type) {
        this.hooks = hooks;
        this.type = type;
    }

    /**
     * Lets a request in, and answers it with a status alone.
     *
     * @param answer what to do with the bytes; is not asked where no connection has the address
     */
    public Mono<Void> receive(
            String hookId,
            ServerWebExchange exchange,
            BiFunction<Hook, byte[], Mono<HttpStatus>> answer) {
        return statusOf(hookId, exchange, answer)
                .flatMap(status -> {
                    exchange.getResponse().setStatusCode(status);
                    return exchange.getResponse().setComplete();
                });
    }

    /** Likewise, for whoever has more to say than a status. */
    public Mono<HttpStatus> statusOf(
            String hookId,
            ServerWebExchange exchange,
            BiFunction<Hook, byte[], Mono<HttpStatus>> answer) {
        return HookBody.of(exchange.getRequest())
                .flatMap(body ->
                        hooks.handle(new ResolveHook.Query(hookId, type))
                                .flatMap(hook -> answer.apply(hook, body))
                                .defaultIfEmpty(HttpStatus.NOT_FOUND))
                .onErrorResume(error -> Mono.just(failed(error, type)));
    }

    /**
     * The status for what has gone wrong; what is nobody's fault but ours is logged.
     *
     * @param sender who reads it, for the log
     */
    public static HttpStatus failed(Throwable error, String sender) {
        if (error instanceof DataBufferLimitException) {
            return HttpStatus.CONTENT_TOO_LARGE;
        }
        if (error instanceof WorkspaceClosedException) {
            return HttpStatus.FORBIDDEN;
        }
        if (HangUps.isOfClient(error)) {
            LOG.debug("{} hung up", sender, error);
        } else {
            LOG.error("a delivery of {} could not be taken", sender, error);
        }
        return HttpStatus.SERVICE_UNAVAILABLE;
    }
}
