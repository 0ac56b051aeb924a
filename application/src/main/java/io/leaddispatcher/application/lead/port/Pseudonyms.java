package io.leaddispatcher.application.lead.port;

import io.leaddispatcher.domain.tenant.TenantId;

/** Keyed hashes of what persons are found by: without the installation's key they tell nothing. */
public interface Pseudonyms {

    String of(TenantId tenant, String handle);
}
