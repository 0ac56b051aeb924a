package io.leaddispatcher.application.seal;

import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Arrays;

/** Tells one content from another, and hides nothing that matters to tests. */
public final class PlainSeals implements Seals {

    @Override
    public String of(TenantId tenant, String purpose, byte[] content) {
        return "%08x%08x%08x%08x"
                .formatted(tenant.hashCode(), purpose.hashCode(), Arrays.hashCode(content), 0x5ea1);
    }
}
