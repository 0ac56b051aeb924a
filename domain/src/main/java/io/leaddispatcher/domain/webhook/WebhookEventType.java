package io.leaddispatcher.domain.webhook;

import static io.leaddispatcher.domain.webhook.WebhookField.optional;
import static io.leaddispatcher.domain.webhook.WebhookField.optionalList;
import static io.leaddispatcher.domain.webhook.WebhookField.optionalNumber;
import static io.leaddispatcher.domain.webhook.WebhookField.required;
import static io.leaddispatcher.domain.webhook.WebhookField.requiredNumber;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What can be subscribed to. The data are ids and names of what an admin has configured, and never
 * anything about the person behind a lead: who wants more asks the API.
 */
public enum WebhookEventType {
    LEAD_RECEIVED("lead.received", "A lead came in for the first time."),
    LEAD_UPDATED("lead.updated", "More was told about a lead that is known."),
    LEAD_ROUTED("lead.routed", "The policy decided about a lead."),
    LEAD_QUEUED("lead.queued", "A lead waits in a queue."),
    LEAD_REJECTED("lead.rejected", "A rule rejected a lead."),
    REROUTED("lead.rerouted", "A lead that had its place is decided once more, and may move."),
    ASSIGNMENT_OFFERED("assignment.offered", "A lead was offered to a rep."),
    ASSIGNMENT_ACCEPTED("assignment.accepted", "A rep has taken a lead on."),
    ASSIGNMENT_DECLINED("assignment.declined", "A rep will not have a lead that was offered."),
    ASSIGNMENT_EXPIRED("assignment.expired", "An offer to a rep ended without an answer."),
    ASSIGNMENT_RETURNED("assignment.returned", "A rep gave a lead back."),
    ASSIGNMENT_REASSIGNED(
            "assignment.reassigned", "A lead was taken from a rep because it was routed again."),
    ASSIGNMENT_COMPLETED(
            "assignment.completed", "A rep's work on a lead is over: it is known what came of it."),
    OUTCOME_RECORDED(
            "outcome.recorded", "It is known what has come of a lead, or of one of its meetings."),
    LEAD_REOPENED(
            "lead.reopened", "What had ended the work on a lead is taken back: the work goes on."),
    LEAD_DISPATCHED(
            "lead.dispatched",
            "The first message to a rep about an assignment arrived: the rep has been told."),
    SLA_REMINDED("sla.reminded", "A rep was reminded of a lead, because its clock runs."),
    SLA_BREACHED("sla.breached", "A target of an SLA policy was missed."),
    POLICY_PUBLISHED(
            "policy.published",
            "A version of a policy became the active one, by publishing or by rolling back.");

    private final String word;
    private final String about;

    WebhookEventType(String word, String about) {
        this.word = word;
        this.about = about;
    }

    /** As the API and the sent events spell it; never changes. */
    public String word() {
        return word;
    }

    /** A sentence that says when it is sent. */
    public String about() {
        return about;
    }

    /** What its data hold. */
    public List<WebhookField> fields() {
        return switch (this) {
            case LEAD_RECEIVED ->
                    List.of(required("leadId"), required("source"), optional("connection"));
            case LEAD_UPDATED ->
                    List.of(
                            required("leadId"),
                            required("source"),
                            optional("connection"),
                            optionalList("changed"));
            case LEAD_ROUTED ->
                    List.of(
                            required("leadId"),
                            optionalNumber("policyVersion"),
                            optional("ruleId"),
                            optional("rule"),
                            optional("tier"),
                            optional("fallback"));
            case LEAD_QUEUED ->
                    List.of(
                            required("leadId"),
                            required("queue"),
                            required("why"),
                            optional("handoff"));
            case LEAD_REJECTED -> List.of(required("leadId"), required("reason"));
            case ASSIGNMENT_OFFERED ->
                    List.of(
                            required("leadId"),
                            required("assignment"),
                            required("rep"),
                            required("because"));
            case REROUTED -> List.of(required("leadId"), required("cause"));
            case ASSIGNMENT_ACCEPTED,
                    ASSIGNMENT_DECLINED,
                    ASSIGNMENT_EXPIRED,
                    ASSIGNMENT_RETURNED,
                    ASSIGNMENT_REASSIGNED ->
                    List.of(required("leadId"), required("assignment"), required("rep"));
            case ASSIGNMENT_COMPLETED ->
                    List.of(
                            required("leadId"),
                            required("assignment"),
                            required("rep"),
                            optional("outcome"));
            case OUTCOME_RECORDED ->
                    List.of(
                            required("leadId"),
                            required("type"),
                            required("at"),
                            optional("rep"),
                            optionalNumber("amount"),
                            optional("currency"));
            case LEAD_REOPENED ->
                    List.of(required("leadId"), optionalList("outcomes"), optional("rep"));
            case LEAD_DISPATCHED ->
                    List.of(
                            required("leadId"),
                            required("assignment"),
                            required("rep"),
                            required("channel"));
            case SLA_REMINDED, SLA_BREACHED ->
                    List.of(
                            required("leadId"),
                            required("target"),
                            required("policy"),
                            required("at"),
                            required("dueAt"),
                            optional("assignment"),
                            optional("rep"));
            case POLICY_PUBLISHED -> List.of(required("kind"), requiredNumber("version"));
        };
    }

    public static Optional<WebhookEventType> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
