package io.leaddispatcher.application.workspacefile;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.util.Map;

/**
 * A file that somebody brings.
 *
 * @param refusals which addresses of its webhook subscriptions may not be called, and why
 */
record Incoming(Caller caller, WorkspaceFile file, Map<URI, String> refusals) {

    TenantId tenant() {
        return caller.tenant();
    }
}
