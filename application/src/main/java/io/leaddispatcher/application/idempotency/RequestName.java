package io.leaddispatcher.application.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.application.seal.Seals;
import io.leaddispatcher.domain.tenant.TenantId;

/** What a request that must not happen twice is known by: a keyed hash of its route and its key. */
public final class RequestName {

    /** Where leads are put in; the stored event is what remembers the key of one that was taken. */
    public static final String SUBMIT_LEAD = "POST /api/v1/leads";

    private RequestName() {}

    public static String of(Seals seals, TenantId tenant, String route, String key) {
        return seals.of(tenant, "idempotent request", (route + "\n" + key).getBytes(UTF_8));
    }
}
