package io.leaddispatcher.web.session;

import io.leaddispatcher.application.access.PlainAccess;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A workspace in memory with one person in it. */
final class OneMember extends PlainAccess {

    static final String EMAIL = "mia@acme.test";
    static final String PASSWORD = "correct horse battery";

    private static final TenantId TENANT = new TenantId(new UUID(1, 1));
    private static final UUID MIA = new UUID(1, 2);

    private final Map<ByteBuffer, Session> open = new ConcurrentHashMap<>();
    private int lookUps;
    private int looks;
    private boolean unreachable;
    private Duration idle = Duration.ZERO;
    private boolean sensitive;
    private boolean owing;

    int openSessions() {
        return open.size();
    }

    int lookUps() {
        return lookUps;
    }

    /** How often it was asked which of many sessions are open. */
    int looks() {
        return looks;
    }

    void beUnreachable() {
        unreachable = true;
    }

    void oweASecondFactor(boolean next) {
        owing = next;
    }

    void keepSensitiveFields(boolean next) {
        sensitive = next;
    }

    void beIdleFor(Duration time) {
        idle = time;
    }

    Duration idle() {
        return idle;
    }

    void endAll() {
        open.clear();
    }

    @Override
    public Mono<Credentials> find(String email) {
        return EMAIL.equals(email) ? Mono.just(new Credentials(MIA, PASSWORD, true)) : Mono.empty();
    }

    @Override
    public Flux<Membership> memberships(UUID person) {
        return MIA.equals(person) ? Flux.just(new Membership(TENANT, MIA)) : Flux.empty();
    }

    @Override
    public Mono<TenantId> tenantOf(byte[] tokenHash) {
        return Mono.fromSupplier(() -> {
            lookUps++;
            return open.containsKey(ByteBuffer.wrap(tokenHash)) ? TENANT : null;
        });
    }

    @Override
    public Flux<byte[]> stillOpen(Collection<byte[]> tokenHashes) {
        return Flux.defer(() -> {
            looks++;
            return unreachable
                    ? Flux.error(new IllegalStateException("the database is away"))
                    : Flux.fromIterable(tokenHashes)
                            .filter(hash -> open.containsKey(ByteBuffer.wrap(hash)));
        });
    }

    @Override
    public Mono<Session> find(TenantId tenant, byte[] tokenHash) {
        return Mono.justOrEmpty(open.get(ByteBuffer.wrap(tokenHash))).map(this::current);
    }

    private Session current(Session session) {
        return new Session(
                session.member(),
                session.role(),
                session.repKey(),
                session.name(),
                session.email(),
                session.workspaceName(),
                session.sso(),
                session.createdAt(),
                idle,
                sensitive,
                owing);
    }

    @Override
    public Mono<Void> open(
            TenantId tenant, byte[] tokenHash, UUID member, Instant at, @Nullable String address) {
        return Mono.fromRunnable(() ->
                open.put(
                        ByteBuffer.wrap(tokenHash),
                        new Session(
                                member,
                                Role.OWNER,
                                null,
                                "Mia",
                                EMAIL,
                                "Acme",
                                false,
                                at,
                                Duration.ZERO,
                                false,
                                false)));
    }

    @Override
    public Mono<Void> seen(TenantId tenant, byte[] tokenHash) {
        return Mono.fromRunnable(() -> idle = Duration.ZERO);
    }

    @Override
    public Mono<Void> end(TenantId tenant, byte[] tokenHash) {
        return Mono.fromRunnable(() -> open.remove(ByteBuffer.wrap(tokenHash)));
    }
}
