package io.leaddispatcher.application.push;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.push.port.PushSubscriptions;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Of one workspace. */
public final class InMemoryPushSubscriptions implements PushSubscriptions {

    private record Kept(RepKey rep, UUID member, Device device, String session) {}

    private final List<Kept> all = new ArrayList<>();

    @Override
    public Mono<Void> keep(
            TenantId tenant,
            RepKey rep,
            UUID member,
            Device device,
            byte[] session,
            Instant at,
            int atMost) {
        return Mono.fromRunnable(() -> {
            all.removeIf(
                    each -> each.device().endpoint().reveal().equals(device.endpoint().reveal()));
            all.add(new Kept(rep, member, device, HexFormat.of().formatHex(session)));
        });
    }

    @Override
    public Mono<Void> usedWith(TenantId tenant, UUID member, Secret endpoint, byte[] session) {
        return Mono.fromRunnable(() ->
                all.replaceAll(each ->
                        each.member().equals(member)
                                        && each.device()
                                                .endpoint()
                                                .reveal()
                                                .equals(endpoint.reveal())
                                ? new Kept(
                                        each.rep(),
                                        member,
                                        each.device(),
                                        HexFormat.of().formatHex(session))
                                : each));
    }

    /** With which sessions the devices are used, by the hashes of their secrets. */
    public List<String> sessions() {
        return all.stream().map(Kept::session).toList();
    }

    @Override
    public Flux<Device> of(TenantId tenant, RepKey rep) {
        return Flux.defer(() ->
                Flux.fromIterable(
                        all.stream()
                                .filter(each -> each.rep().equals(rep))
                                .map(Kept::device)
                                .toList()));
    }

    @Override
    public Flux<String> reps(TenantId tenant) {
        return Flux.defer(() ->
                Flux.fromIterable(
                        all.stream().map(each -> each.rep().value()).distinct().toList()));
    }

    @Override
    public Mono<Void> forget(TenantId tenant, Collection<String> devices) {
        return Mono.fromRunnable(() -> all.removeIf(each -> devices.contains(each.device().id())));
    }

    @Override
    public Mono<Void> forgetAll(TenantId tenant, UUID member) {
        return Mono.fromRunnable(() -> all.removeIf(each -> each.member().equals(member)));
    }
}
