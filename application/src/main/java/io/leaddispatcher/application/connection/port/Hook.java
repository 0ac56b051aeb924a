package io.leaddispatcher.application.connection.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.stream.Stream;

/** The connection behind a hook's address, and the tenant it belongs to. */
public record Hook(TenantId tenant, ConnectionAccess connection) {

    /** Whether there is a secret by which deliveries are verified. */
    public boolean canVerify() {
        return !secrets().isEmpty();
    }

    /**
     * By what deliveries may be signed: the signing secret, and for a while after it was replaced
     * the one before. Throws {@link IllegalStateException} when there is none.
     */
    public List<Secret> signingSecrets() {
        List<Secret> secrets = secrets();
        if (secrets.isEmpty()) {
            throw new IllegalStateException(
                    "connection %s has no signing secret".formatted(connection.key()));
        }
        return secrets;
    }

    private List<Secret> secrets() {
        ConnectionType type = ConnectionType.of(connection.type()).orElseThrow();
        return Stream.of(type.signingSecret(), type.previousSigningSecret())
                .flatMap(name -> name.flatMap(connection::secret).stream())
                .filter(secret -> !secret.reveal().isBlank())
                .toList();
    }
}
