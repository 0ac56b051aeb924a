package io.leaddispatcher.adapter.slack;

import java.util.Arrays;
import java.util.Optional;

/** What can be pressed on a card. The labels are part of the contract. */
enum ButtonKind {
    ACCEPT("Accept", "lead_accept"),
    DECLINE("Decline", "lead_decline"),
    /** No button but a choice of how long. */
    SNOOZE("Snooze", "lead_snooze"),
    REASSIGN("Reassign", "lead_reassign"),
    /** Only of a lead that somebody has handed off. */
    GIVE_BACK("Give back", "lead_give_back"),
    OUTCOME("Log outcome", "lead_outcome"),
    /** Only of a lead that was declined. */
    SAY_WHY("Say why", "lead_say_why"),
    OPEN("Open", "lead_open"),
    /** Only where a CRM has told of the lead. */
    CRM("Open in CRM", "lead_crm");

    private final String label;
    private final String actionId;

    ButtonKind(String label, String actionId) {
        this.label = label;
        this.actionId = actionId;
    }

    /** Empty for what is none of ours, or was none when this was built. */
    static Optional<ButtonKind> of(String actionId) {
        return Arrays.stream(values()).filter(kind -> kind.actionId.equals(actionId)).findFirst();
    }

    /** Whether the browser goes somewhere by itself. */
    boolean leadsAway() {
        return this == OPEN || this == CRM;
    }

    String label() {
        return label;
    }

    String actionId() {
        return actionId;
    }
}
