package io.leaddispatcher.application.encryption.port;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** What leads said and when it was stored, events and traces included. */
public interface StoredLeads {

    /**
     * A workspace that has got sensitive fields and still has something in clear. No other node
     * gets it for that long. Empty when there is none. Not inside a unit of work.
     */
    Mono<TenantId> claim(Duration hold);

    /**
     * Encrypts the next of it, and takes what is sensitive out of what is searched. Answers false
     * when nothing is left. Inside a unit of work.
     */
    Mono<Boolean> encryptSome(TenantId tenant, int atMost, Duration hold);
}
