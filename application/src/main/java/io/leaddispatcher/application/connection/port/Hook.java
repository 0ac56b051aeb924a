package io.leaddispatcher.application.connection.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.domain.tenant.TenantId;

/** The connection behind a hook's address, and the tenant it belongs to. */
public record Hook(TenantId tenant, ConnectionAccess connection) {}
