package io.leaddispatcher.application.sso.port;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The provider that a workspace trusts to know its people. Everything fails with {@link
 * ProviderException} when the provider cannot be reached, or is not to be believed. Not called
 * inside units of work: it calls out.
 */
public interface IdentityProvider {

    /** As whom we talk to which provider. */
    record Client(TenantId tenant, URI issuer, String clientId) {}

    /**
     * One log-in as it begins.
     *
     * @param nonce comes back inside the provider's token
     * @param verifier proves when the code is redeemed that it was we who began
     */
    record Beginning(URI redirect, String state, String nonce, String verifier) {
        @Override
        public String toString() {
            return "Beginning[***]";
        }
    }

    /**
     * What came back with the browser.
     *
     * @param issuer who says that it answers, where the provider tells
     */
    record Answer(String code, @Nullable String issuer) {
        @Override
        public String toString() {
            return "Answer[***]";
        }
    }

    /**
     * Whom the provider has recognised.
     *
     * @param email as the provider spells it
     * @param emailVerified whether the provider says that the address is theirs
     */
    record Identity(
            String subject,
            @Nullable String email,
            boolean emailVerified,
            @Nullable String name,
            Map<String, ?> claims) {
        @Override
        public String toString() {
            return "Identity[***]";
        }
    }

    /** Completes when everything that a log-in needs is there, read anew. */
    Mono<Void> check(TenantId tenant, URI issuer);

    /** Where the browser goes to log in. */
    Mono<URI> begin(Client client, Beginning beginning);

    /** Redeems the code and checks the token that comes for it. */
    Mono<Identity> finish(Client client, Secret secret, Beginning beginning, Answer answer);
}
