package io.leaddispatcher.application.lookup;

import io.leaddispatcher.application.crm.MirrorState;
import io.leaddispatcher.application.crm.port.CrmMirrors;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A mirror that notes what is put into it. */
final class PuttingMirrors implements CrmMirrors {

    private final List<String> log;

    PuttingMirrors(List<String> log) {
        this.log = log;
    }

    @Override
    public Mono<Put> put(TenantId tenant, ConnectionKey connection, List<Mirrored> companies) {
        return Mono.fromSupplier(() -> {
            companies.forEach(company ->
                    log.add(
                            "put %s of %s"
                                    .formatted(company.key(), company.document().get("owner"))));
            return new Put(companies.size(), 0, 0, 0);
        });
    }

    @Override
    public Flux<Claim> claim(int atMost, Duration hold) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Mono<MirrorState> find(TenantId tenant, ConnectionKey connection) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Mono<Void> start(TenantId tenant, ConnectionKey connection, Instant at) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Mono<Claim> advance(Claim claim, MirrorState state, Duration hold) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Mono<Void> release(Claim claim, Instant dueAt) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Mono<Void> releaseFailed(Claim claim, Instant dueAt, String error) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Mono<Void> told(
            TenantId tenant, ConnectionKey connection, Collection<String> ids, Instant at) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Mono<Map<String, Instant>> untold(
            TenantId tenant, ConnectionKey connection, int atMost) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Mono<Void> settle(TenantId tenant, ConnectionKey connection, Map<String, Instant> read) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Mono<Integer> remove(TenantId tenant, ConnectionKey connection, Collection<String> ids) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Flux<String> ids(
            TenantId tenant, ConnectionKey connection, @Nullable String after, int atMost) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Flux<String> owners(TenantId tenant, ConnectionKey connection) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Mono<Integer> reown(
            TenantId tenant, ConnectionKey connection, Map<String, String> owners) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Mono<Void> wake(TenantId tenant, ConnectionKey connection, Instant at) {
        throw new AssertionError("not asked for");
    }
}
