package io.leaddispatcher.application.lookup;

import io.leaddispatcher.application.lookup.port.LookUps;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Notes what was asked. */
record AskedLookUps(List<String> log) implements LookUps {

    @Override
    public Flux<MirroredCrm> crms(TenantId tenant) {
        return Flux.empty();
    }

    @Override
    public Mono<List<Sought>> unknown(TenantId tenant, List<Sought> sought, Instant since) {
        return Mono.just(sought);
    }

    @Override
    public Mono<Void> asked(TenantId tenant, Sought sought, Instant at) {
        return Mono.fromRunnable(() -> log.add("asked " + sought.word()));
    }
}
