package io.leaddispatcher.infra.secret;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** HMAC-SHA256 under a key derived from the installation's. */
@Component
final class KeyedSeals implements Seals {

    private final HashFunction hmac;

    KeyedSeals(InstallationKey key) {
        this.hmac = Hashing.hmacSha256(key.derive("seals").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String of(TenantId tenant, String purpose, byte[] content) {
        byte[] place = (tenant + "/" + purpose).getBytes(StandardCharsets.UTF_8);
        return hmac.newHasher()
                .putInt(place.length)
                .putBytes(place)
                .putBytes(content)
                .hash()
                .toString();
    }
}
