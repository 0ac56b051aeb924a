package io.leaddispatcher.application.escalation;

import java.util.List;
import java.util.Map;

/** Why nobody is told. */
public enum Untold {

    /** Whoever has the lead wants no reminders. */
    MUTED,

    /** There is nobody to be reminded. */
    NOBODY_HAS_IT,

    /** The message would go to a channel, and Slack is not connected. */
    NO_SLACK,

    /** Neither the team nor the workspace has a channel. */
    NO_CHANNEL,

    /** There is no manager, nor Slack for a message in the manager's place. */
    NO_MANAGER_NOR_SLACK,

    /** There is no manager, nor a channel for a message in the manager's place. */
    NO_MANAGER_NOR_CHANNEL,

    /** Whoever is to be told was told of the same before. */
    TOLD_BEFORE,

    /** A message was sent, and no address has taken it. */
    GIVEN_UP;

    /** Whether somebody should be told, and nobody can be: others have to mend that. */
    boolean isUnheard() {
        return switch (this) {
            case NO_SLACK, NO_CHANNEL, NO_MANAGER_NOR_SLACK, NO_MANAGER_NOR_CHANNEL, GIVEN_UP ->
                    true;
            case MUTED, NOBODY_HAS_IT, TOLD_BEFORE -> false;
        };
    }

    /** As timelines tell it. */
    public Map<String, Object> detail() {
        return Map.of("told", List.of(), "skipped", name());
    }

    /** When the message was for a manager of whom there is none. */
    Untold forManager() {
        return switch (this) {
            case NO_SLACK -> NO_MANAGER_NOR_SLACK;
            case NO_CHANNEL -> NO_MANAGER_NOR_CHANNEL;
            case MUTED,
                    NOBODY_HAS_IT,
                    NO_MANAGER_NOR_SLACK,
                    NO_MANAGER_NOR_CHANNEL,
                    TOLD_BEFORE,
                    GIVEN_UP ->
                    this;
        };
    }
}
