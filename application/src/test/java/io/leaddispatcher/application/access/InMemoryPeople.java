package io.leaddispatcher.application.access;

import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** People who become known and join; somebody else may be a moment quicker. */
public final class InMemoryPeople extends PlainAccess {

    private record Seat(UUID person, Membership membership) {}

    private final Map<String, Credentials> known = new LinkedHashMap<>();
    private final List<Seat> seats = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    public void know(String email, Credentials credentials) {
        known.put(email, credentials);
    }

    /** Right before somebody is registered, once. */
    public void meanwhile(Runnable happens) {
        meanwhile = happens;
    }

    /** The people who have joined, first to last. */
    public List<UUID> joined() {
        return seats.stream().map(Seat::person).toList();
    }

    @Override
    public Mono<Credentials> find(String email) {
        return Mono.fromSupplier(() -> known.get(email));
    }

    @Override
    public Flux<Membership> memberships(UUID person) {
        return Flux.defer(() -> Flux.fromIterable(List.copyOf(seats)))
                .filter(seat -> seat.person().equals(person))
                .map(Seat::membership);
    }

    @Override
    public Mono<UUID> register(
            UUID id,
            String email,
            String name,
            @Nullable String passwordHash,
            Instant at,
            boolean confirmed) {
        return Mono.fromSupplier(() -> {
            Runnable happens = meanwhile;
            meanwhile = () -> {};
            happens.run();
            return known.computeIfAbsent(email, _ -> new Credentials(id, passwordHash, confirmed))
                    .person();
        });
    }

    @Override
    public Mono<Void> join(
            TenantId tenant,
            UUID member,
            UUID person,
            Role role,
            @Nullable String repKey,
            Instant at) {
        return Mono.fromRunnable(() -> seats.add(new Seat(person, new Membership(tenant, member))));
    }

    @Override
    public Mono<Void> open(
            TenantId tenant, byte[] tokenHash, UUID member, Instant at, @Nullable String address) {
        return Mono.empty();
    }
}
