package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.access.PlainAccess;
import io.leaddispatcher.application.secondfactor.port.SecondFactorRequirements;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Mia, who is in two workspaces; and Ben, who shares the first one with her. */
final class TwoWorkspaces extends PlainAccess implements SecondFactorRequirements {

    static final TenantId ACME = new TenantId(new UUID(1, 1));
    static final TenantId GLOBEX = new TenantId(new UUID(1, 2));
    static final UUID MIA = new UUID(2, 1);
    static final UUID MIA_AT_GLOBEX = new UUID(2, 2);
    static final UUID BEN = new UUID(2, 3);
    static final String PASSWORD = "correct horse battery";

    private final Map<String, UUID> people = Map.of("mia@acme.test", MIA, "ben@acme.test", BEN);
    private final List<UUID> opened = new ArrayList<>();
    private List<String> sensitive = List.of();
    private boolean required;
    private boolean onlyBySso;

    /** The members for whom a session was opened. */
    List<UUID> opened() {
        return opened;
    }

    boolean required() {
        return required;
    }

    /** The sensitive fields that the workspaces have from now on. */
    void keepSensitive(String... fields) {
        sensitive = List.of(fields);
    }

    /** Whether each workspace lets its people in by its identity provider and not by a password. */
    void letInOnlyBySso(boolean next) {
        onlyBySso = next;
    }

    @Override
    public Mono<Credentials> find(String email) {
        return Mono.justOrEmpty(people.get(email))
                .map(person -> new Credentials(person, PASSWORD, true));
    }

    @Override
    public Flux<Membership> memberships(UUID person) {
        return MIA.equals(person)
                ? Flux.just(new Membership(ACME, MIA), new Membership(GLOBEX, MIA_AT_GLOBEX))
                : Flux.just(new Membership(ACME, person));
    }

    @Override
    public Flux<Membership> membershipsByPassword(UUID person) {
        return Flux.defer(() -> onlyBySso ? Flux.empty() : memberships(person));
    }

    @Override
    public Mono<Void> open(
            TenantId tenant, byte[] tokenHash, UUID member, Instant at, @Nullable String address) {
        return Mono.fromRunnable(() -> opened.add(member));
    }

    @Override
    public Mono<Standing> show(TenantId tenant) {
        return Mono.fromSupplier(
                () -> new Standing(required || !sensitive.isEmpty(), sensitive, 2, 0));
    }

    @Override
    public Mono<Boolean> change(TenantId tenant, boolean next) {
        return Mono.fromSupplier(() -> {
            boolean changed = required != next;
            required = next;
            return changed;
        });
    }
}
