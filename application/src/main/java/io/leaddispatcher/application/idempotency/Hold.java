package io.leaddispatcher.application.idempotency;

import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Optional;
import java.util.UUID;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * One attempt at a request that must not happen twice. It travels with the work, so that each unit
 * of work of it can make sure, in its own transaction, that nobody has taken the request over.
 *
 * @param request what the request is known by: a keyed hash of its route and its key
 * @param holder this attempt
 */
public record Hold(TenantId tenant, String request, UUID holder) {

    /** Of the work that is going on, if it is held. */
    public static Optional<Hold> of(ContextView context) {
        return context.getOrEmpty(Hold.class);
    }

    Context in(Context context) {
        return context.put(Hold.class, this);
    }
}
