package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/**
 * Writes the mail about a rep's day at the moment at which it is sent: it names people, and what is
 * kept of it must not. Called outside units of work.
 */
@FunctionalInterface
public interface DigestWriter {

    /** Empty when there is nothing to be told. */
    Mono<WorkspaceNotice> of(TenantId tenant, RepKey rep);
}
