package io.leaddispatcher.application.seal;

import com.google.common.hash.Hashing;
import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;

/** Seals as they are, under a key that tests know. */
public final class HmacSeals implements Seals {

    private final String key;

    public HmacSeals(String key) {
        this.key = key;
    }

    @Override
    public String of(TenantId tenant, String purpose, byte[] content) {
        return Hashing.hmacSha256(key.getBytes(StandardCharsets.UTF_8))
                .newHasher()
                .putString(tenant + "/" + purpose + "/", StandardCharsets.UTF_8)
                .putBytes(content)
                .hash()
                .toString();
    }
}
