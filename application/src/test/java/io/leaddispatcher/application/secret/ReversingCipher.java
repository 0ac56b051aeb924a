package io.leaddispatcher.application.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Hides nothing from anybody, but notices when a ciphertext was moved. */
public final class ReversingCipher implements SecretCipher {

    @Override
    public Mono<TenantCipher> of(TenantId tenant) {
        return Mono.just(new Reversing(tenant));
    }

    @Override
    public Mono<TenantCipher> existing(TenantId tenant) {
        return of(tenant);
    }

    private record Reversing(TenantId tenant) implements TenantCipher {

        @Override
        public byte[] encrypt(byte[] plain, String place) {
            return (prefix(place) + reversed(new String(plain, ISO_8859_1))).getBytes(ISO_8859_1);
        }

        @Override
        public byte[] decrypt(byte[] cipher, String place) {
            String text = new String(cipher, ISO_8859_1);
            if (!text.startsWith(prefix(place))) {
                throw new IllegalStateException("this secret belongs elsewhere");
            }
            return reversed(text.substring(prefix(place).length())).getBytes(ISO_8859_1);
        }

        private String prefix(String place) {
            return tenant + "|" + place + "|";
        }

        private static String reversed(String text) {
            return new StringBuilder(text).reverse().toString();
        }
    }
}
