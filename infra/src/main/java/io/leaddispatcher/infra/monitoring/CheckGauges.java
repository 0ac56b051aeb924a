package io.leaddispatcher.infra.monitoring;

import io.leaddispatcher.application.monitoring.CheckKey;
import io.leaddispatcher.application.monitoring.CountFaults;
import io.leaddispatcher.application.monitoring.CountFaults.Count;
import io.leaddispatcher.application.monitoring.CountFaults.Tally;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import reactor.core.publisher.Mono;

/**
 * What the checks found when they were last counted, as gauges for Prometheus: by check, and not by
 * workspace, so that there are few of them and none names a customer. NaN until they were counted.
 */
public final class CheckGauges implements MeterBinder {

    private final CountFaults count;
    private final AtomicReference<Tally> last = new AtomicReference<>(Tally.NONE);

    CheckGauges(CountFaults count) {
        this.count = count;
    }

    /** Counts anew. */
    public Mono<Void> refresh() {
        return Mono.defer(() -> count.handle(last.get())).doOnNext(last::set).then();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (CheckKey key : CheckKey.values()) {
            gauge(
                    registry,
                    "leaddispatcher.check.cases",
                    "What a monitoring check finds in all workspaces together",
                    key,
                    Count::cases);
            gauge(
                    registry,
                    "leaddispatcher.check.workspaces",
                    "In how many workspaces a monitoring check finds something",
                    key,
                    Count::workspaces);
            gauge(
                    registry,
                    "leaddispatcher.check.unanswered",
                    "In how many workspaces a monitoring check could not be asked, and counts as before",
                    key,
                    Count::unanswered);
        }
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            CheckKey key,
            ToDoubleFunction<Count> value) {
        Gauge.builder(name, last, counted -> value(counted.get(), key, value))
                .description(description)
                .tag("check", key.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private static double value(Tally counted, CheckKey key, ToDoubleFunction<Count> value) {
        return counted.found().isEmpty() ? Double.NaN : value.applyAsDouble(counted.of(key));
    }
}
