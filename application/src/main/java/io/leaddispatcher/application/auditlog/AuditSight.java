package io.leaddispatcher.application.auditlog;

import static io.leaddispatcher.application.audit.AuditAction.ACTIVITY_RECORDED;
import static io.leaddispatcher.application.audit.AuditAction.CHECK_REPAIRED;
import static io.leaddispatcher.application.audit.AuditAction.CONFIGURATION_CHANGED;
import static io.leaddispatcher.application.audit.AuditAction.CONFIGURATION_CREATED;
import static io.leaddispatcher.application.audit.AuditAction.CONFIGURATION_DELETED;
import static io.leaddispatcher.application.audit.AuditAction.DELIVERY_REPLAYED;
import static io.leaddispatcher.application.audit.AuditAction.LEADS_IMPORTED;
import static io.leaddispatcher.application.audit.AuditAction.LEAD_ACCEPTED;
import static io.leaddispatcher.application.audit.AuditAction.LEAD_CORRECTED;
import static io.leaddispatcher.application.audit.AuditAction.LEAD_DECLINED;
import static io.leaddispatcher.application.audit.AuditAction.LEAD_HANDED_OFF;
import static io.leaddispatcher.application.audit.AuditAction.LEAD_MERGED;
import static io.leaddispatcher.application.audit.AuditAction.LEAD_REASSIGNED;
import static io.leaddispatcher.application.audit.AuditAction.LEAD_REOPENED;
import static io.leaddispatcher.application.audit.AuditAction.LEAD_REROUTED;
import static io.leaddispatcher.application.audit.AuditAction.LEAD_RETURNED;
import static io.leaddispatcher.application.audit.AuditAction.LEAD_SUBMITTED;
import static io.leaddispatcher.application.audit.AuditAction.LEDGER_ADJUSTED;
import static io.leaddispatcher.application.audit.AuditAction.OUTCOME_RECORDED;
import static io.leaddispatcher.application.audit.AuditAction.POLICY_DRAFTED;
import static io.leaddispatcher.application.audit.AuditAction.POLICY_PUBLISHED;
import static io.leaddispatcher.application.audit.AuditAction.POLICY_ROLLED_BACK;
import static io.leaddispatcher.application.audit.AuditAction.POLICY_SCHEDULED;
import static io.leaddispatcher.application.audit.AuditAction.POLICY_SCHEDULE_CANCELLED;
import static io.leaddispatcher.application.audit.AuditAction.POLICY_SCHEDULE_FAILED;
import static io.leaddispatcher.application.audit.AuditAction.SEQUENCE_STOPPED;
import static io.leaddispatcher.application.audit.AuditAction.TASK_COMPLETED;
import static io.leaddispatcher.application.audit.AuditAction.WORKSPACE_CREATED;
import static io.leaddispatcher.application.audit.AuditAction.WORKSPACE_EXPORTED;
import static io.leaddispatcher.application.audit.AuditAction.WORKSPACE_IMPORTED;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.domain.access.Permission;
import java.util.EnumSet;
import java.util.Set;

/**
 * How much of the audit log somebody reads. Whoever does not administer the workspace reads what
 * was done to its leads and its configuration: nothing of people's access, of connections, of what
 * is sensitive, and no address of a client. What is new is theirs only when it is named here.
 */
enum AuditSight {
    EVERYTHING(Set.of()),
    WORK_AND_CONFIGURATION(
            EnumSet.complementOf(
                    EnumSet.of(
                            WORKSPACE_CREATED,
                            WORKSPACE_EXPORTED,
                            WORKSPACE_IMPORTED,
                            CONFIGURATION_CREATED,
                            CONFIGURATION_CHANGED,
                            CONFIGURATION_DELETED,
                            POLICY_DRAFTED,
                            POLICY_PUBLISHED,
                            POLICY_ROLLED_BACK,
                            POLICY_SCHEDULED,
                            POLICY_SCHEDULE_CANCELLED,
                            POLICY_SCHEDULE_FAILED,
                            DELIVERY_REPLAYED,
                            OUTCOME_RECORDED,
                            ACTIVITY_RECORDED,
                            TASK_COMPLETED,
                            CHECK_REPAIRED,
                            SEQUENCE_STOPPED,
                            LEADS_IMPORTED,
                            LEAD_SUBMITTED,
                            LEAD_ACCEPTED,
                            LEAD_DECLINED,
                            LEAD_REASSIGNED,
                            LEAD_HANDED_OFF,
                            LEAD_RETURNED,
                            LEAD_REROUTED,
                            LEAD_CORRECTED,
                            LEAD_REOPENED,
                            LEAD_MERGED,
                            LEDGER_ADJUSTED)));

    private final ImmutableSet<AuditAction> hidden;

    AuditSight(Set<AuditAction> hidden) {
        this.hidden = Sets.immutableEnumSet(hidden);
    }

    /** Refuses whoever may read nothing of it. */
    static AuditSight of(Caller caller) {
        caller.require(Permission.VIEW_AUDIT);
        return caller.actor().may(Permission.ADMINISTER) ? EVERYTHING : WORK_AND_CONFIGURATION;
    }

    ImmutableSet<AuditAction> hidden() {
        return hidden;
    }

    AuditRecord shown(AuditRecord entry) {
        return this == EVERYTHING ? entry : entry.withoutAddress();
    }
}
