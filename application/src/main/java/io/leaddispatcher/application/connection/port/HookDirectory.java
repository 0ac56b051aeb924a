package io.leaddispatcher.application.connection.port;

import reactor.core.publisher.Mono;

/** Which connection a hook's unguessable id belongs to. */
public interface HookDirectory {

    /**
     * Empty when the id is unknown or the connection is switched off. Opens the unit of work that
     * it needs by itself, since the tenant is only known afterwards. Fails when secrets cannot be
     * decrypted.
     */
    Mono<Hook> find(String hookId);
}
