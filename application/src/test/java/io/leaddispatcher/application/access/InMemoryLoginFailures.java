package io.leaddispatcher.application.access;

import io.leaddispatcher.application.access.port.LoginFailures;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

public final class InMemoryLoginFailures implements LoginFailures {

    private final Map<String, Count> failures = new HashMap<>();

    private synchronized List<Count> found(Collection<String> subjects) {
        return subjects.stream().map(failures::get).filter(Objects::nonNull).toList();
    }

    private synchronized void add(String subject, Instant at) {
        failures.merge(
                subject,
                new Count(subject, 1, at),
                (old, _) -> new Count(subject, old.failures() + 1, at));
    }

    @Override
    public Mono<List<Count>> recordIf(
            Collection<String> subjects, Instant at, Predicate<List<Count>> allowed) {
        return Mono.fromSupplier(() -> {
            synchronized (this) {
                List<Count> counts = found(subjects);
                if (allowed.test(counts)) {
                    subjects.forEach(each -> add(each, at));
                }
                return counts;
            }
        });
    }

    @Override
    public Mono<Void> takeBack(String subject, Instant at, Instant before) {
        return Mono.fromRunnable(() -> subtract(subject, at, before));
    }

    private synchronized void subtract(String subject, Instant at, Instant before) {
        failures.computeIfPresent(
                subject,
                (_, old) ->
                        old.failures() <= 1
                                ? null
                                : new Count(
                                        subject,
                                        old.failures() - 1,
                                        old.lastFailedAt().equals(at)
                                                ? before
                                                : old.lastFailedAt()));
    }

    @Override
    public Mono<Void> clear(String subject) {
        return Mono.fromRunnable(() -> remove(subject));
    }

    private synchronized void remove(String subject) {
        failures.remove(subject);
    }
}
