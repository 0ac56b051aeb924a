package io.leaddispatcher.application.auditlog;

import com.google.common.hash.HashCode;
import io.leaddispatcher.domain.tenant.TenantId;

/** Whether a tenant's audit log is what was written. */
public sealed interface ChainVerdict {

    TenantId tenant();

    /**
     * @param head the hash of the last entry: kept elsewhere, it proves later that nobody has
     *     written the whole log anew
     */
    record Intact(TenantId tenant, long entries, HashCode head) implements ChainVerdict {}

    /**
     * @param number the first entry that is not as it was written
     * @param why in a sentence
     */
    record Broken(TenantId tenant, long number, String why) implements ChainVerdict {}
}
