package io.leaddispatcher.application.monitoring;

import java.util.Arrays;
import java.util.Optional;

/** What can be amiss between a lead and its rep. In the order in which it befalls a lead. */
public enum CheckKey {
    /** Somebody came in, and nobody has decided who is to have them. */
    LEAD_WITHOUT_RUN(
            "eventId",
            "name",
            "error",
            "Decides each lead by the policy that is in force, and reads events again that were given up."),
    /** The same content, sent under two keys, was a turn twice. */
    ROUTED_TWICE(
            "runId",
            "rep",
            "error",
            "Gives the second turn back to the pool. Whoever has the lead keeps it."),
    /** The CRM does not know who has a lead of its own. */
    RUN_WITHOUT_CRM_OWNER(
            "assignmentId",
            "connection",
            "record",
            "Writes the owner who holds now to the CRM again."),
    /** The rule asks for a task, and there is none. */
    ASSIGNMENT_WITHOUT_TASK(
            "assignmentId", "rep", "ruleId", "Makes the task that the rule asks for."),
    /** A lead was handed off, and whoever handed it off still has it. */
    HANDOFF_WITHOUT_STATUS(
            "assignmentId", "queue", "type", "Passes the lead on as the handoff says."),
    /** Whoever has accepted a lead is no longer active, or no longer there. */
    HOLDER_GONE(
            "assignmentId",
            "rep",
            "why",
            "Decides each lead again by the policy that is in force."),
    /** A step of an SLA clock is due for longer than half a minute. */
    CLOCKS_OVERDUE("clockId", "rep", "target", "Takes the steps that are due."),
    /** A target is missed or nearly so, and whoever should be told of it was not. */
    ESCALATION_UNHEARD(
            "clockId", "recipient", "error", "Tells of each lead again, by what is set up now."),
    /** A message was given up. */
    DELIVERIES_DEAD("deliveryId", "channel", "error", "Sends each of them again."),
    /** Nothing comes from a connection for twice as long as it was ever quiet of late. */
    CONNECTION_SILENT(
            "id",
            "connection",
            "error",
            "Tries the connection. One that answers, or that only waits for events, may be quiet for as long from now on.");

    private final String idName;
    private final String nameName;
    private final String detailName;
    private final String repair;

    CheckKey(String idName, String nameName, String detailName, String repair) {
        this.idName = idName;
        this.nameName = nameName;
        this.detailName = detailName;
        this.repair = repair;
    }

    /** What the id of an example is called. */
    public String idName() {
        return idName;
    }

    /** What the name in an example is called. */
    public String nameName() {
        return nameName;
    }

    /** What the detail of an example is called. */
    public String detailName() {
        return detailName;
    }

    /** What a repair does, in a sentence. */
    public String repair() {
        return repair;
    }

    public static Optional<CheckKey> of(String word) {
        return Arrays.stream(values()).filter(key -> key.name().equals(word)).findFirst();
    }
}
