package io.leaddispatcher.application.retention;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.retention.port.Retentions;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Sets anew how long a workspace keeps what is over, and tells of it. Inside a unit of work. */
public final class RetentionChanges {

    private final Retentions retentions;
    private final AuditTrail trail;

    public RetentionChanges(Retentions retentions, AuditTrail trail) {
        this.retentions = retentions;
        this.trail = trail;
    }

    public Mono<Void> change(Caller caller, Retention before, Retention next) {
        return retentions
                .save(caller.tenant(), next)
                .then(
                        trail.append(
                                caller.tenant(),
                                AuditEntry.by(
                                        caller.actor(),
                                        AuditAction.RETENTION_CHANGED,
                                        "retention:days",
                                        Map.of(
                                                "before", before.described(),
                                                "after", next.described()))));
    }
}
