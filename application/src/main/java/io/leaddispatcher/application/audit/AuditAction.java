package io.leaddispatcher.application.audit;

import java.util.Arrays;
import java.util.Optional;

/** What can be done that the audit log tells of. */
public enum AuditAction {
    WORKSPACE_CREATED("workspace.created"),
    WORKSPACE_CHANGED("workspace.changed"),
    WORKSPACE_EXPORTED("workspace.exported"),
    WORKSPACE_IMPORTED("workspace.imported"),
    WORKSPACE_CLOSED("workspace.closed"),
    WORKSPACE_REOPENED("workspace.reopened"),
    CONFIGURATION_CREATED("configuration.created"),
    CONFIGURATION_CHANGED("configuration.changed"),
    CONFIGURATION_DELETED("configuration.deleted"),
    POLICY_DRAFTED("policy.drafted"),
    POLICY_PUBLISHED("policy.published"),
    POLICY_ROLLED_BACK("policy.rolled-back"),
    POLICY_SCHEDULED("policy.scheduled"),
    POLICY_SCHEDULE_CANCELLED("policy.schedule-cancelled"),
    POLICY_SCHEDULE_FAILED("policy.schedule-failed"),
    CONNECTION_CREATED("connection.created"),
    CONNECTION_CHANGED("connection.changed"),
    CONNECTION_DELETED("connection.deleted"),
    CONNECTION_TESTED("connection.tested"),
    BACKFILL_STARTED("connection.backfill-started"),
    DELIVERY_REPLAYED("delivery.replayed"),
    OUTCOME_RECORDED("outcome.recorded"),
    ACTIVITY_RECORDED("activity.recorded"),
    TASK_COMPLETED("task.completed"),
    CHECK_REPAIRED("check.repaired"),
    SEQUENCE_STOPPED("sequence.stopped"),
    LEAD_SUBMITTED("lead.submitted"),
    LEAD_ACCEPTED("lead.accepted"),
    LEAD_DECLINED("lead.declined"),
    LEAD_REASSIGNED("lead.reassigned"),
    LEAD_HANDED_OFF("lead.handed-off"),
    LEAD_RETURNED("lead.returned"),
    LEAD_REROUTED("lead.rerouted"),
    LEAD_CORRECTED("lead.corrected"),
    LEAD_REOPENED("lead.reopened"),
    LEAD_MERGED("lead.merged"),
    LEDGER_ADJUSTED("ledger.adjusted"),
    WEBHOOK_CREATED("webhook.created"),
    WEBHOOK_CHANGED("webhook.changed"),
    WEBHOOK_SECRET_ROTATED("webhook.secret-rotated"),
    WEBHOOK_DISABLED("webhook.disabled"),
    WEBHOOK_DELETED("webhook.deleted"),
    TOKEN_CREATED("token.created"),
    TOKEN_REVOKED("token.revoked"),
    MEMBER_INVITED("member.invited"),
    MEMBER_JOINED("member.joined"),
    MEMBER_CHANGED("member.changed"),
    MEMBER_REMOVED("member.removed"),
    PASSWORD_CHANGED("password.changed"),
    SECOND_FACTOR_CHANGED("second-factor.changed"),
    SECOND_FACTOR_REFUSED("second-factor.refused"),
    RECOVERY_CODE_USED("second-factor.recovery-code-used"),
    SECOND_FACTOR_REQUIREMENT_CHANGED("second-factor.requirement-changed"),
    SSO_CHANGED("sso.changed"),
    SSO_TESTED("sso.tested"),
    SSO_LINKED("sso.linked"),
    LOGGED_IN("session.opened"),
    LOG_IN_FAILED("session.refused"),
    LOGGED_OUT("session.ended"),
    SESSION_REVOKED("session.revoked"),
    ACCESS_DENIED("access.denied"),
    SENSITIVE_READ("sensitive.read"),
    SENSITIVE_OPENED("sensitive.opened"),
    SENSITIVE_CLOSED("sensitive.closed"),
    AUDIT_EXPORTED("audit.exported"),
    LEADS_EXPORTED("leads.exported"),
    LEADS_IMPORTED("leads.imported"),
    PERSON_EXPORTED("person.exported"),
    PERSON_ERASED("person.erased"),
    RETENTION_CHANGED("retention.changed"),
    DATA_REMOVED("data.removed");

    private final String word;

    AuditAction(String word) {
        this.word = word;
    }

    /** As log and API spell it; never changes. */
    public String word() {
        return word;
    }

    public static Optional<AuditAction> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
