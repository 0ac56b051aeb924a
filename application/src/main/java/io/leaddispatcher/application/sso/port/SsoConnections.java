package io.leaddispatcher.application.sso.port;

import io.leaddispatcher.domain.sso.SingleSignOn;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The identity provider of each workspace, if it has one. Called inside a unit of work. */
public interface SsoConnections {

    /** The place to which the client secret is bound. */
    String SECRET_PLACE = "sso_connection/client_secret";

    /** An encrypted client secret. */
    final class Sealed {
        private final byte[] bytes;

        public Sealed(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Sealed that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * What is kept.
     *
     * @param document as it was sent
     * @param byOwner whether an owner chose the provider; only then it may speak for owners
     */
    record Stored(
            SingleSignOn settings,
            Map<String, ?> document,
            Sealed secret,
            boolean byOwner,
            Instant changedAt) {

        /** Another one after each change. */
        public long version() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, changedAt);
        }
    }

    /** Empty when nothing was set. */
    Mono<Stored> find(TenantId tenant);

    /** Likewise, held until the unit of work ends. */
    Mono<Stored> lock(TenantId tenant);

    Mono<Void> save(TenantId tenant, Stored stored);

    /** Ends the sessions that the provider has opened. */
    Mono<Void> endSessions(TenantId tenant);

    /** Ends the sessions of all who are no owners and came in by another way. */
    Mono<Void> endOtherSessions(TenantId tenant);

    /** The domains at which owners and admins of the workspace have proved an address. */
    Flux<String> provedDomains(TenantId tenant);

    /**
     * The short name of the workspace whose provider speaks for the domain; empty when there is
     * none, or more than one. Needs no unit of work.
     */
    Mono<String> workspaceOf(String domain);
}
