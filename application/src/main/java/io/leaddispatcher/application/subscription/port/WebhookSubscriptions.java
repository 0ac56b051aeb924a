package io.leaddispatcher.application.subscription.port;

import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookId;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who listens in each workspace. Called inside a unit of work of the tenant. */
public interface WebhookSubscriptions {

    /** In the order of their ids, the oldest first. They are few. */
    Flux<WebhookSubscription> all(TenantId tenant);

    /** Reads one and holds it until the unit of work ends. */
    Mono<WebhookSubscription> lock(TenantId tenant, WebhookId id);

    /** Inserts or replaces. */
    Mono<Void> save(TenantId tenant, WebhookSubscription subscription);

    /** Deletes it with its secrets and with what is known of its tries. */
    Mono<Void> delete(TenantId tenant, WebhookId id);

    /**
     * Adds a secret, which from now on signs first. None of those before signs longer than they are
     * said to; one that ends sooner still does. Those that have ended already are deleted.
     */
    Mono<Void> addSecret(
            TenantId tenant, WebhookId id, SealedSecret secret, Instant at, Instant othersEnd);

    /** The secrets with which is signed at this time, the newest of each subscription first. */
    Flux<SealedSecret> secrets(TenantId tenant, Instant at);

    /**
     * A subscription whose events are signed with older secrets, too.
     *
     * @param until when the last of them ends
     */
    record Overlap(WebhookId subscription, Instant until) {}

    /** Where older secrets still sign at this time. */
    Flux<Overlap> overlaps(TenantId tenant, Instant at);

    /**
     * An encrypted secret.
     *
     * @param id with it the place to which the cipher text is bound
     */
    record SealedSecret(UUID id, WebhookId subscription, Ciphertext ciphertext) {

        public String place() {
            return id + "/webhook-secret";
        }
    }

    /** Bytes that say nothing, and that nobody needs to see. */
    final class Ciphertext {
        private final byte[] bytes;

        public Ciphertext(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public String toString() {
            return "Ciphertext[%d bytes]".formatted(bytes.length);
        }
    }
}
