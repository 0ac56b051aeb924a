package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.port.MailBounces;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Of one workspace. */
public final class InMemoryMailBounces implements MailBounces {

    private final TreeMap<String, Bounce> known = new TreeMap<>();

    /** What is known now. */
    public List<Bounce> known() {
        return List.copyOf(known.values());
    }

    @Override
    public Mono<Void> note(TenantId tenant, Bounce bounce) {
        return Mono.fromRunnable(
                () -> known.put(bounce.address().toLowerCase(Locale.ROOT), bounce));
    }

    @Override
    public Mono<Void> clear(TenantId tenant, Collection<String> addresses) {
        return Mono.fromRunnable(
                () -> addresses.forEach(each -> known.remove(each.toLowerCase(Locale.ROOT))));
    }

    @Override
    public Flux<Bounce> all(TenantId tenant) {
        return Flux.defer(() -> Flux.fromIterable(known()));
    }
}
