package io.leaddispatcher.application.policy;

import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.Changes;
import io.leaddispatcher.application.audit.ClientAddress;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Tells the audit log of drafts. The builder saves with each change; of what one person does at a
 * sitting the log is told the first save at once, and all the others together: before anybody else
 * touches the draft, before anything comes of it, and every ten minutes. So it tells of every
 * change, and of none twice.
 */
final class DraftTrail {

    /** Whoever saved past what is kept here is not known. */
    private static final String UNKNOWN = "system";

    private final Policies policies;
    private final AuditTrail trail;

    DraftTrail(Policies policies, AuditTrail trail) {
        this.policies = policies;
        this.trail = trail;
    }

    /** In the unit of work that saves, as its last statement. */
    Mono<Void> saved(
            TenantId tenant,
            PolicyKind kind,
            Actor by,
            @Nullable PolicyDraft before,
            PolicyDraft after,
            Instant now) {
        return sitting(tenant, kind)
                .flatMap(found -> {
                    DraftSitting sitting = found.orElse(null);
                    if (sitting != null && before != null && sitting.goesOn(by, before, now)) {
                        return policies.sit(tenant, kind, sitting.saved(after.revision()));
                    }
                    Map<String, ?> from = before == null ? Map.of() : before.document();
                    boolean own = sitting != null && before != null && isOwn(sitting, by, before);
                    if (sitting != null && own) {
                        from = sitting.told();
                    }
                    AuditEntry entry = entry(by.label(), kind, from, after.document(), after);
                    return (own ? Mono.<Void>empty() : rest(tenant, kind, sitting, before))
                            .then(
                                    policies.sit(
                                            tenant,
                                            kind,
                                            new DraftSitting(
                                                    by.label(),
                                                    now,
                                                    after.document(),
                                                    after.revision())))
                            .then(trail.append(tenant, entry));
                });
    }

    /** Its time is over, and what was not told yet is told with what comes now. */
    private static boolean isOwn(DraftSitting sitting, Actor by, PolicyDraft before) {
        return sitting.by().equals(by.label()) && sitting.revision() == before.revision();
    }

    /** Before something comes of the draft: the log knows it as it is. */
    Mono<Void> settled(TenantId tenant, PolicyKind kind, PolicyDraft draft) {
        return sitting(tenant, kind)
                .flatMap(found ->
                        found.isEmpty()
                                ? Mono.empty()
                                : rest(tenant, kind, found.get(), draft)
                                        .then(policies.rise(tenant, kind)));
    }

    private Mono<Optional<DraftSitting>> sitting(TenantId tenant, PolicyKind kind) {
        return policies.sitting(tenant, kind).map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    /** What somebody has saved since the log was told last. Not from where we are called now. */
    private Mono<Void> rest(
            TenantId tenant,
            PolicyKind kind,
            @Nullable DraftSitting sitting,
            @Nullable PolicyDraft draft) {
        return sitting == null || draft == null || sitting.told().equals(draft.document())
                ? Mono.empty()
                : trail.append(
                                tenant,
                                entry(
                                        sitting.revision() == draft.revision()
                                                ? sitting.by()
                                                : UNKNOWN,
                                        kind,
                                        sitting.told(),
                                        draft.document(),
                                        draft))
                        .contextWrite(ClientAddress::none);
    }

    private static AuditEntry entry(
            String by,
            PolicyKind kind,
            Map<String, ?> before,
            Map<String, ?> after,
            PolicyDraft draft) {
        Map<String, Object> detail = new LinkedHashMap<>(Changes.between(before, after));
        detail.put("revision", draft.revision());
        return new AuditEntry(by, AuditAction.POLICY_DRAFTED, kind.target(), detail);
    }
}
