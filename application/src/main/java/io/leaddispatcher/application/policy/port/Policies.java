package io.leaddispatcher.application.policy.port;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.DraftSitting;
import io.leaddispatcher.application.policy.PolicyDraft;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The routing policies of each tenant: one draft and all published versions of each kind. */
public interface Policies {

    /** Empty when nothing was drafted yet. */
    Mono<PolicyDraft> draft(TenantId tenant, PolicyKind kind);

    Mono<Void> saveDraft(TenantId tenant, PolicyKind kind, PolicyDraft draft, Instant at);

    /** Who edits the draft, of whom the audit log does not know all yet; empty when nobody does. */
    Mono<DraftSitting> sitting(TenantId tenant, PolicyKind kind);

    /** Replaces. */
    Mono<Void> sit(TenantId tenant, PolicyKind kind, DraftSitting sitting);

    /** The sitting is over. */
    Mono<Void> rise(TenantId tenant, PolicyKind kind);

    /** The version with the highest number; empty when none was published. */
    Mono<PolicyVersion> active(TenantId tenant, PolicyKind kind);

    /** The number of that version alone; empty when none was published. */
    Mono<Integer> activeNumber(TenantId tenant, PolicyKind kind);

    Mono<PolicyVersion> version(TenantId tenant, PolicyKind kind, int version);

    /** Newest first, those with a lower number than the given one. */
    Flux<PolicyVersion> versions(TenantId tenant, PolicyKind kind, int before, int limit);

    /** Adds a version; fails when the number is taken. */
    Mono<Void> publish(TenantId tenant, PolicyKind kind, PolicyVersion version);
}
