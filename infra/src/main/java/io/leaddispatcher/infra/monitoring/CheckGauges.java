package io.leaddispatcher.infra.monitoring;

import io.leaddispatcher.application.monitoring.CheckKey;
import io.leaddispatcher.application.monitoring.CountFaults;
import io.leaddispatcher.application.monitoring.CountFaults.Count;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the checks found when they were last counted, as gauges for Prometheus: by check, and not by
 * workspace, so that there are few of them and none names a customer. NaN until they were counted.
 */
public final class CheckGauges implements MeterBinder {

    private final CountFaults count;
    private final AtomicReference<Map<CheckKey, Count>> last = new AtomicReference<>(Map.of());

    CheckGauges(CountFaults count) {
        this.count = count;
    }

    /** Counts anew. */
    public Mono<Void> refresh() {
        return count.handle().doOnNext(last::set).then();
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
        }
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            CheckKey key,
            ToDoubleFunction<Count> value) {
        Gauge.builder(name, last, counted -> value(counted.get().get(key), value))
                .description(description)
                .tag("check", key.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private static double value(@Nullable Count count, ToDoubleFunction<Count> value) {
        return count == null ? Double.NaN : value.applyAsDouble(count);
    }
}
