package io.leaddispatcher.infra.secret;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.leaddispatcher.application.lead.port.Pseudonyms;
import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** HMAC-SHA256 under a key derived from the installation's. */
@Component
final class KeyedPseudonyms implements Pseudonyms {

    private final HashFunction hmac;

    KeyedPseudonyms(InstallationKey key) {
        this.hmac =
                Hashing.hmacSha256(
                        key.derive("pseudonyms of persons").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String of(TenantId tenant, String handle) {
        return hmac.hashString(tenant + "/" + handle, StandardCharsets.UTF_8).toString();
    }
}
