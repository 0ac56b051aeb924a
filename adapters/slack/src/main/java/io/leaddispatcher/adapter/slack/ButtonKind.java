package io.leaddispatcher.adapter.slack;

/** The buttons of a card. Their labels are part of the contract. */
enum ButtonKind {
    ACCEPT("Accept", "lead_accept"),
    DECLINE("Decline", "lead_decline"),
    REASSIGN("Reassign", "lead_reassign"),
    OPEN("Open", "lead_open");

    private final String label;
    private final String actionId;

    ButtonKind(String label, String actionId) {
        this.label = label;
        this.actionId = actionId;
    }

    String label() {
        return label;
    }

    String actionId() {
        return actionId;
    }
}
