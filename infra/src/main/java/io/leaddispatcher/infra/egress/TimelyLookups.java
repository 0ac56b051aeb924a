package io.leaddispatcher.infra.egress;

import com.google.common.net.InternetDomainName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Look-ups that have a limit of time, on threads of their own. The system's resolver knows no such
 * limit and cannot be called off: while a name server is silent, each look-up keeps its thread for
 * long. So a host is looked up once at a time, whoever wants it; who wants it after the limit is
 * told at once; and of one domain only a few keep threads beyond the limit.
 */
final class TimelyLookups implements NameLookup {

    /** Of one domain, which often has one name server. */
    private static final int MOST_LATE = 4;

    private final NameLookup lookup;
    private final Duration limit;
    private final Executor threads;
    private final Map<String, CompletableFuture<InetAddress[]>> pending = new ConcurrentHashMap<>();

    /**
     * @param limit for waiting for a thread and for the answer together
     */
    TimelyLookups(NameLookup lookup, Duration limit, Executor threads) {
        this.lookup = lookup;
        this.limit = limit;
        this.threads = threads;
    }

    @Override
    public InetAddress[] addressesOf(String host) throws UnknownHostException {
        try {
            return begin(host).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException("'%s' could not be looked up".formatted(host), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("'%s' is not waited for any more".formatted(host));
        }
    }

    @Override
    public CompletableFuture<InetAddress[]> begin(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        CompletableFuture<InetAddress[]> own = new CompletableFuture<>();
        CompletableFuture<InetAddress[]> earlier = pending.putIfAbsent(name, own);
        // A copy: nobody ends it for the others.
        return (earlier == null ? begun(name, own) : earlier).copy();
    }

    private CompletableFuture<InetAddress[]> begun(
            String name, CompletableFuture<InetAddress[]> answer) {
        if (late(domain(name)) >= MOST_LATE) {
            return refused(name, answer, "nobody answers for its domain");
        }
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(() -> answer.completeExceptionally(unknown(name, "it takes too long")));
        try {
            threads.execute(() -> look(name, answer));
        } catch (RejectedExecutionException _) {
            return refused(name, answer, "too many others wait");
        }
        return answer;
    }

    private CompletableFuture<InetAddress[]> refused(
            String name, CompletableFuture<InetAddress[]> answer, String why) {
        pending.remove(name, answer);
        answer.completeExceptionally(unknown(name, why));
        return answer;
    }

    private static UnknownHostException unknown(String name, String why) {
        return new UnknownHostException("'%s' was not looked up: %s".formatted(name, why));
    }

    private void look(String name, CompletableFuture<InetAddress[]> answer) {
        try {
            // Whoever waited for a thread all the time has gone.
            if (!answer.isDone()) {
                answer.complete(lookup.addressesOf(name));
            }
        } catch (UnknownHostException | RuntimeException e) {
            answer.completeExceptionally(e);
        } finally {
            pending.remove(name, answer);
        }
    }

    /** Look-ups of a domain that nobody waits for any more. */
    private long late(String domain) {
        return pending.entrySet().stream()
                .filter(each ->
                        each.getValue().isCompletedExceptionally()
                                && domain(each.getKey()).equals(domain))
                .count();
    }

    private static String domain(String host) {
        if (!InternetDomainName.isValid(host)) {
            return host;
        }
        InternetDomainName name = InternetDomainName.from(host);
        return name.isUnderRegistrySuffix() ? name.topDomainUnderRegistrySuffix().toString() : host;
    }
}
