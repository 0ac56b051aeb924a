package io.leaddispatcher.application.access;

import io.leaddispatcher.application.access.port.SecondFactors;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

public final class InMemorySecondFactors implements SecondFactors {

    private record Half(UUID person, Instant until) {}

    private final Map<UUID, Factor> factors = new HashMap<>();
    private final Map<UUID, Set<ByteBuffer>> codes = new HashMap<>();
    private final Map<ByteBuffer, Half> halves = new HashMap<>();

    @Override
    public Mono<Factor> find(UUID person) {
        return Mono.fromSupplier(() -> {
            Factor kept = factors.get(person);
            return kept == null
                    ? null
                    : new Factor(
                            kept.secret(), kept.confirmed(), kept.lastStep(), left(person).size());
        });
    }

    private Set<ByteBuffer> left(UUID person) {
        return codes.getOrDefault(person, Set.of());
    }

    @Override
    public Mono<Void> begin(UUID person, byte[] secret) {
        return Mono.fromRunnable(() -> {
            if (factors.get(person) == null || !factors.get(person).confirmed()) {
                factors.put(person, new Factor(secret, false, -1, 0));
            }
        });
    }

    @Override
    public Mono<Boolean> confirm(
            UUID person, byte[] secret, long step, List<byte[]> codeHashes, Instant at) {
        return Mono.fromSupplier(() -> {
            Factor kept = factors.get(person);
            if (kept == null || kept.confirmed() || !Arrays.equals(kept.secret(), secret)) {
                return false;
            }
            factors.put(person, new Factor(secret, true, step, 0));
            keep(person, codeHashes);
            return true;
        });
    }

    private void keep(UUID person, List<byte[]> hashes) {
        Set<ByteBuffer> kept = new HashSet<>();
        hashes.forEach(each -> kept.add(ByteBuffer.wrap(each)));
        codes.put(person, kept);
    }

    @Override
    public Mono<Boolean> spend(UUID person, long step) {
        return Mono.fromSupplier(() -> {
            Factor kept = factors.get(person);
            if (kept == null || !kept.confirmed() || step <= kept.lastStep()) {
                return false;
            }
            factors.put(person, new Factor(kept.secret(), true, step, 0));
            return true;
        });
    }

    @Override
    public Mono<Boolean> takeRecoveryCode(UUID person, byte[] hash) {
        return Mono.fromSupplier(
                () -> codes.containsKey(person) && codes.get(person).remove(ByteBuffer.wrap(hash)));
    }

    @Override
    public Mono<Void> renewRecoveryCodes(UUID person, List<byte[]> codeHashes) {
        return Mono.fromRunnable(() -> keep(person, codeHashes));
    }

    @Override
    public Mono<Void> drop(UUID person) {
        return Mono.fromRunnable(() -> {
            factors.remove(person);
            codes.remove(person);
        });
    }

    @Override
    public Mono<Boolean> reset(UUID person) {
        return find(person)
                .filter(Factor::confirmed)
                .flatMap(_ -> drop(person).thenReturn(true))
                .doOnNext(_ -> halves.values().removeIf(half -> half.person().equals(person)))
                .defaultIfEmpty(false);
    }

    @Override
    public Mono<Void> keepHalf(byte[] hash, UUID person, Instant at, Instant until) {
        return Mono.fromRunnable(() -> halves.put(ByteBuffer.wrap(hash), new Half(person, until)));
    }

    @Override
    public Mono<UUID> findHalf(byte[] hash, Instant at) {
        return Mono.fromSupplier(() -> whose(halves.get(ByteBuffer.wrap(hash)), at).orElse(null));
    }

    @Override
    public Mono<UUID> takeHalf(byte[] hash, Instant at) {
        return Mono.fromSupplier(
                () -> whose(halves.remove(ByteBuffer.wrap(hash)), at).orElse(null));
    }

    private static Optional<UUID> whose(@Nullable Half half, Instant at) {
        return Optional.ofNullable(half).filter(each -> each.until().isAfter(at)).map(Half::person);
    }
}
