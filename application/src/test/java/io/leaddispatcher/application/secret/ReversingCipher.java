package io.leaddispatcher.application.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Hides nothing from anybody, but notices when a ciphertext was moved. */
public final class ReversingCipher implements SecretCipher {

    @Override
    public Mono<byte[]> encrypt(TenantId tenant, byte[] plain, String place) {
        return Mono.just(
                (tenant + "|" + place + "|" + new StringBuilder(new String(plain, UTF_8)).reverse())
                        .getBytes(UTF_8));
    }

    @Override
    public Mono<byte[]> decrypt(TenantId tenant, byte[] cipher, String place) {
        String text = new String(cipher, UTF_8);
        String prefix = tenant + "|" + place + "|";
        return text.startsWith(prefix)
                ? Mono.just(
                        new StringBuilder(text.substring(prefix.length()))
                                .reverse()
                                .toString()
                                .getBytes(UTF_8))
                : Mono.error(new IllegalStateException("this secret belongs elsewhere"));
    }
}
