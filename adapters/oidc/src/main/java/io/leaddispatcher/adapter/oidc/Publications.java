package io.leaddispatcher.adapter.oidc;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.leaddispatcher.application.sso.port.ProviderException;
import io.leaddispatcher.application.sso.port.ProviderException.Reason;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What providers publish of themselves, remembered for a while, by tenant. Keys are read again when
 * one is asked for that is not there, since providers change them; but not more often than the
 * pause allows, since anybody can send a token that names a key.
 */
final class Publications {

    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST_REMEMBERED = 10_000;
    private static final int OK = 200;

    private record Place(TenantId tenant, URI address) {}

    private record Read<T>(T what, Instant at) {}

    private final Peer peer;
    private final InstantSource clock;
    private final Cache<Place, Read<OIDCProviderMetadata>> documents =
            CacheBuilder.newBuilder().maximumSize(MOST_REMEMBERED).build();
    private final Cache<Place, Read<ProviderException>> failures =
            CacheBuilder.newBuilder().maximumSize(MOST_REMEMBERED).build();
    private final Cache<Place, Read<JWKSet>> keys =
            CacheBuilder.newBuilder().maximumSize(MOST_REMEMBERED).build();

    Publications(Peer peer, InstantSource clock) {
        this.peer = peer;
        this.clock = clock;
    }

    /** One that cannot be read is not asked for again before the pause is over. */
    Mono<OIDCProviderMetadata> document(TenantId tenant, URI issuer) {
        return Mono.defer(() -> {
            var place = new Place(tenant, issuer);
            var known = documents.getIfPresent(place);
            if (known != null && isYounger(known, MEMORY)) {
                return Mono.just(known.what());
            }
            var failure = failures.getIfPresent(place);
            return failure != null && isYounger(failure, PAUSE)
                    ? Mono.error(again(failure.what()))
                    : documentAnew(tenant, issuer);
        });
    }

    private static ProviderException again(ProviderException failure) {
        return new ProviderException(
                failure.reason(), String.valueOf(failure.getMessage()), failure);
    }

    Mono<OIDCProviderMetadata> documentAnew(TenantId tenant, URI issuer) {
        var place = new Place(tenant, issuer);
        return peer.get(discovery(issuer))
                .map(reply -> parse(discovery(issuer), reply))
                .doOnNext(document -> Soundness.check(document, issuer))
                .doOnNext(document -> {
                    documents.put(place, new Read<>(document, clock.instant()));
                    failures.invalidate(place);
                })
                .doOnError(
                        ProviderException.class,
                        e -> failures.put(place, new Read<>(e, clock.instant())));
    }

    /** With the key of this id, if the provider has it. */
    Mono<JWKSet> keys(TenantId tenant, OIDCProviderMetadata document, @Nullable String keyId) {
        return Mono.defer(() -> {
            var place = new Place(tenant, document.getJWKSetURI());
            var known = keys.getIfPresent(place);
            return known != null && isYounger(known, holds(known.what(), keyId) ? MEMORY : PAUSE)
                    ? Mono.just(known.what())
                    : keysAnew(tenant, document);
        });
    }

    private boolean isYounger(Read<?> read, Duration age) {
        return clock.instant().isBefore(read.at().plus(age));
    }

    /** A token without the name of a key is tried with all. */
    private static boolean holds(JWKSet set, @Nullable String keyId) {
        return keyId == null || set.getKeyByKeyId(keyId) != null;
    }

    Mono<JWKSet> keysAnew(TenantId tenant, OIDCProviderMetadata document) {
        URI address = document.getJWKSetURI();
        return peer.get(address)
                .map(reply -> parseKeys(address, reply))
                .doOnNext(set ->
                        keys.put(new Place(tenant, address), new Read<>(set, clock.instant())));
    }

    private static URI discovery(URI issuer) {
        String base = issuer.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                        + "/.well-known/openid-configuration");
    }

    private static OIDCProviderMetadata parse(URI address, Peer.Reply reply) {
        if (reply.status() != OK) {
            throw new ProviderException(
                    Reason.NO_DISCOVERY,
                    "%s answers with status %d".formatted(address, reply.status()));
        }
        try {
            return OIDCProviderMetadata.parse(reply.body());
        } catch (ParseException e) {
            // The parser's words repeat what was sent, as long as it is.
            throw new ProviderException(
                    Reason.NO_DISCOVERY,
                    "%s answers with what is no discovery document".formatted(address),
                    e);
        }
    }

    private static JWKSet parseKeys(URI address, Peer.Reply reply) {
        try {
            JWKSet set = reply.status() == OK ? JWKSet.parse(reply.body()) : new JWKSet();
            if (!set.toPublicJWKSet().isEmpty()) {
                return set.toPublicJWKSet();
            }
        } catch (java.text.ParseException e) {
            throw new ProviderException(
                    Reason.NO_KEYS, "%s answers with what is no set of keys".formatted(address), e);
        }
        throw new ProviderException(
                Reason.NO_KEYS,
                "%s answers with status %d and no keys".formatted(address, reply.status()));
    }
}
