package io.leaddispatcher.web.session;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.FindEndedSessions;
import io.leaddispatcher.application.access.ResolveSession;
import io.leaddispatcher.application.access.SignedIn;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Streams of events to pages. One ends seconds after its session has, or a while after it may no
 * longer be read, and after a longer one in any case: a browser opens it again by itself. A session
 * has only so many.
 */
@Component
public final class OpenStreams {

    private static final Logger LOG = LoggerFactory.getLogger(OpenStreams.class);

    /** More than the pages that somebody has in sight. */
    static final int MOST = 10;

    private static final Duration BEAT = Duration.ofSeconds(15);

    /** With the answer, a session that has ended reads on for less than five seconds. */
    static final Duration LOOK = Duration.ofSeconds(4);

    /** Rights, idle time and what else is due cost a question for each stream. */
    private static final Duration CHECK = Duration.ofMinutes(1);

    private static final Duration LIFE = Duration.ofMinutes(15);

    /** When one of those that are too many may have been closed. */
    private static final Duration COME_AGAIN = Duration.ofMinutes(1);

    private final Doorway doorway;
    private final ResolveSession sessions;
    private final FindEndedSessions ended;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /**
     * The sessions that have ended, of all that have streams; nobody looks while there are none.
     */
    private final Flux<Set<String>> ends =
            Flux.defer(() -> Flux.interval(LOOK).onBackpressureDrop())
                    .concatMap(_ -> look(), 1)
                    .share();

    OpenStreams(Doorway doorway, ResolveSession sessions, FindEndedSessions ended) {
        this.doorway = doorway;
        this.sessions = sessions;
        this.ended = ended;
    }

    /**
     * Fails when the session has as many as it may have.
     *
     * @param may whether somebody may still read it; whoever opens it was asked before
     */
    public <T> Flux<ServerSentEvent<T>> open(
            ServerWebExchange exchange,
            Function<Caller, Mono<Boolean>> may,
            Flux<ServerSentEvent<T>> events) {
        return Mono.justOrEmpty(doorway.session(exchange))
                .flatMapMany(session -> open(session.reveal(), may, events))
                .doOnError(
                        ResponseStatusException.class,
                        _ ->
                                exchange.getResponse()
                                        .getHeaders()
                                        .set(
                                                HttpHeaders.RETRY_AFTER,
                                                RetryAfterHeader.seconds(COME_AGAIN)));
    }

    <T> Flux<ServerSentEvent<T>> open(
            String session, Function<Caller, Mono<Boolean>> may, Flux<ServerSentEvent<T>> events) {
        return Flux.defer(() -> {
            if (!take(session)) {
                return Flux.error(
                        new ResponseStatusException(
                                HttpStatus.TOO_MANY_REQUESTS, "too many streams"));
            }
            return Flux.merge(events, OpenStreams.<T>beats())
                    .takeUntilOther(ends.filter(over -> over.contains(session)).next())
                    .takeUntilOther(over(session, may))
                    .takeUntilOther(Mono.delay(LIFE))
                    .doFinally(_ -> release(session));
        });
    }

    private boolean take(String session) {
        if (open.merge(session, 1, Integer::sum) > MOST) {
            release(session);
            return false;
        }
        return true;
    }

    private void release(String session) {
        open.merge(session, -1, Integer::sum);
        open.remove(session, 0);
    }

    /** Tell a proxy and the browser that it is open, and the server that the browser is gone. */
    private static <T> Flux<ServerSentEvent<T>> beats() {
        return Flux.interval(Duration.ZERO, BEAT)
                .onBackpressureDrop()
                .map(_ -> ServerSentEvent.<T>builder().comment("").build());
    }

    private Mono<Set<String>> look() {
        return Mono.defer(() -> {
            Set<String> all = Set.copyOf(open.keySet());
            return ended.handle(new FindEndedSessions.Query(all))
                    .onErrorResume(failure -> {
                        // The browsers come again, and are asked who they are.
                        LOG.warn(
                                "{} sessions may have ended: their streams do",
                                all.size(),
                                failure);
                        return Mono.just(all);
                    });
        });
    }

    private Mono<Boolean> over(String session, Function<Caller, Mono<Boolean>> may) {
        return Flux.interval(CHECK, CHECK)
                .onBackpressureDrop()
                .concatMap(_ -> isOver(session, may))
                .filter(isOver -> isOver)
                .next();
    }

    private Mono<Boolean> isOver(String session, Function<Caller, Mono<Boolean>> may) {
        return sessions.handle(new ResolveSession.Query(session, false))
                .filter(who -> !who.secondFactorDue())
                .map(SignedIn::caller)
                .flatMap(may)
                .map(mayStill -> !mayStill)
                .defaultIfEmpty(true)
                .onErrorReturn(AccessDeniedException.class, true)
                .onErrorResume(failure -> {
                    // The browser comes again, and is asked who it is.
                    LOG.warn("a stream ends: nobody knows whether its session goes on", failure);
                    return Mono.just(true);
                });
    }
}
