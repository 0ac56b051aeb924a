package io.leaddispatcher.application.webhook;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions.Ciphertext;
import io.leaddispatcher.application.subscription.port.WebhookSubscriptions.SealedSecret;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.webhook.WebhookId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Makes the secrets with which events are signed, and opens them again for signing. */
public final class WebhookSecrets {

    private static final String PREFIX = "whsec_";

    private final WebhookSubscriptions subscriptions;
    private final SecretCipher cipher;
    private final SecretTokens tokens;
    private final Ids ids;

    public WebhookSecrets(
            WebhookSubscriptions subscriptions, SecretCipher cipher, SecretTokens tokens, Ids ids) {
        this.subscriptions = subscriptions;
        this.cipher = cipher;
        this.tokens = tokens;
        this.ids = ids;
    }

    /** Makes one, keeps it encrypted and answers it in clear: the one time that it is shown. */
    Mono<Secret> add(TenantId tenant, WebhookId subscription, Instant at, Instant othersEnd) {
        return Mono.defer(() -> {
            byte[] random = Base64.getUrlDecoder().decode(tokens.next());
            String plain = PREFIX + Base64.getEncoder().encodeToString(random);
            UUID id = ids.next();
            String place = new SealedSecret(id, subscription, new Ciphertext(new byte[0])).place();
            return cipher.encrypt(tenant, plain.getBytes(StandardCharsets.UTF_8), place)
                    .map(sealed -> new SealedSecret(id, subscription, new Ciphertext(sealed)))
                    .flatMap(sealed ->
                            subscriptions.addSecret(tenant, subscription, sealed, at, othersEnd))
                    .thenReturn(new Secret(plain));
        });
    }

    /** With what is signed at this time, the newest of each subscription first. */
    Mono<Map<WebhookId, List<Secret>>> open(TenantId tenant, Instant at) {
        return subscriptions
                .secrets(tenant, at)
                .collectList()
                .flatMapIterable(sealed -> sealed)
                .concatMap(sealed ->
                        cipher.decrypt(tenant, sealed.ciphertext().bytes(), sealed.place())
                                .map(plain ->
                                        Map.entry(
                                                sealed.subscription(),
                                                new Secret(
                                                        new String(
                                                                plain, StandardCharsets.UTF_8)))))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }
}
