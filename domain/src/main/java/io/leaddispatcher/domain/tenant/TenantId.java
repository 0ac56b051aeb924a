package io.leaddispatcher.domain.tenant;

import java.util.UUID;

/** One customer organisation, which owns every row. A workspace in the UI. */
public record TenantId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
