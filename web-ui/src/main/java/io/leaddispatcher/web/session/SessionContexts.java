package io.leaddispatcher.web.session;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.application.access.ResolveSession;
import io.leaddispatcher.application.access.SignedIn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Who the session's cookie belongs to. Nothing is kept here but, for two seconds, the last answers:
 * a page and what it loads ask once, and a session that ends elsewhere is over here soon after.
 */
final class SessionContexts implements ServerSecurityContextRepository {

    private static final Duration MEMORY = Duration.ofSeconds(2);
    private static final int MOST_REMEMBERED = 10_000;

    private static final ImmutableSet<HttpMethod> SAFE =
            ImmutableSet.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Sent by pages that read themselves anew. */
    static final String BY_ITSELF = "X-By-Itself";

    private static final String FOUND = SessionContexts.class.getName() + ".found";

    private final Cookies cookies;
    private final ResolveSession sessions;
    private final Cache<String, SignedIn> known;

    SessionContexts(Cookies cookies, ResolveSession sessions, InstantSource clock) {
        this.cookies = cookies;
        this.sessions = sessions;
        this.known =
                CacheBuilder.newBuilder()
                        .maximumSize(MOST_REMEMBERED)
                        .expireAfterWrite(MEMORY)
                        .ticker(ticker(clock))
                        .build();
    }

    private static Ticker ticker(InstantSource clock) {
        return new Ticker() {
            @Override
            public long read() {
                return TimeUnit.MILLISECONDS.toNanos(clock.millis());
            }
        };
    }

    /** Asked again when the page is drawn, it is still whoever was let in. */
    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return Mono.defer(() -> {
            Mono<SecurityContext> found = exchange.getAttribute(FOUND);
            if (found == null) {
                found = find(exchange).cache();
                exchange.getAttributes().put(FOUND, found);
            }
            return found;
        });
    }

    private Mono<SecurityContext> find(ServerWebExchange exchange) {
        return Mono.defer(() -> Mono.justOrEmpty(cookies.session().read(exchange)))
                .doOnNext(token -> forgetAfterChange(exchange, token))
                .flatMap(token -> resolve(token, !isByItself(exchange)))
                .map(SessionAuthentication::new)
                .map(SecurityContextImpl::new);
    }

    /** Whoever changes their name, or the workspace's, sees it on the page that comes next. */
    private void forgetAfterChange(ServerWebExchange exchange, String token) {
        if (!SAFE.contains(exchange.getRequest().getMethod())) {
            exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> forget(token)));
        }
    }

    /** Whether a page asks that is open, and nobody need be in front of it. */
    private static boolean isByItself(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return headers.containsHeader(BY_ITSELF)
                || headers.getAccept().contains(MediaType.TEXT_EVENT_STREAM);
    }

    private Mono<SignedIn> resolve(String token, boolean seen) {
        SignedIn remembered = known.getIfPresent(token);
        if (remembered != null) {
            return Mono.just(remembered);
        }
        Mono<SignedIn> found = sessions.handle(new ResolveSession.Query(token, seen));
        // Else whoever comes next would not be seen, however often pages ask by themselves.
        return seen ? found.doOnNext(who -> remember(token, who)) : found;
    }

    /** Whoever owes a second factor is let in the moment they have one. */
    private void remember(String token, SignedIn who) {
        if (!who.secondFactorDue()) {
            known.put(token, who);
        }
    }

    /** The session has ended here. */
    void forget(String token) {
        known.invalidate(token);
    }

    /** The cookie is the only trace that a session leaves. */
    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.empty();
    }
}
