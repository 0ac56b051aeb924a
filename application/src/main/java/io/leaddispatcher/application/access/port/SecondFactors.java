package io.leaddispatcher.application.access.port;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The second factors of people, and log-ins that wait for one. Needs no unit of work: a person
 * belongs to no tenant.
 */
public interface SecondFactors {

    /**
     * What somebody has set up.
     *
     * @param secret encrypted
     * @param confirmed whether a code has shown that their app has it; before, it opens and asks
     *     nothing
     * @param lastStep of the last code that was good
     * @param recoveryCodes how many are left
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Factor(byte[] secret, boolean confirmed, long lastStep, int recoveryCodes) {
        @Override
        public String toString() {
            return "Factor[***]";
        }
    }

    Mono<Factor> find(UUID person);

    /**
     * Keeps a secret that is not yet confirmed, in place of another such one; one that is confirmed
     * stays as it is.
     */
    Mono<Void> begin(UUID person, byte[] secret);

    /**
     * From now on it is asked for, and every session of the person is over: none of them has shown
     * it. False, and nothing changes, when it was confirmed already or has another secret by now.
     */
    Mono<Boolean> confirm(
            UUID person, byte[] secret, long step, List<byte[]> codeHashes, Instant at);

    /** False when the code of this step or a later one was used before. */
    Mono<Boolean> spend(UUID person, long step);

    /** False when there is no such code: of two who send it at once, one gets it. */
    Mono<Boolean> takeRecoveryCode(UUID person, byte[] hash);

    /** Puts other recovery codes in the place of those that there are. */
    Mono<Void> renewRecoveryCodes(UUID person, List<byte[]> codeHashes);

    /** Takes it away, recovery codes and all. */
    Mono<Void> drop(UUID person);

    /**
     * Likewise, and every session and half log-in of the person is over. False, and nothing
     * changes, when none is on.
     */
    Mono<Boolean> reset(UUID person);

    /** Somebody's password was right; their code is still owed. */
    Mono<Void> keepHalf(byte[] hash, UUID person, Instant at, Instant until);

    /** Whose it is; it stays. */
    Mono<UUID> findHalf(byte[] hash, Instant at);

    /** Takes it away: of two who try at once, one gets it. */
    Mono<UUID> takeHalf(byte[] hash, Instant at);
}
