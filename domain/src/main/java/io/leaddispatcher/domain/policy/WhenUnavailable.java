package io.leaddispatcher.domain.policy;

import io.leaddispatcher.domain.queue.QueueKey;

/** What a rule does that matches but finds nobody available. */
public sealed interface WhenUnavailable {

    record NextRule() implements WhenUnavailable {}

    record NextTier() implements WhenUnavailable {}

    /** Overlooks hours, holidays, absence, calendar and pause, and nothing else. */
    record AssignAnyway() implements WhenUnavailable {}

    record ToQueue(QueueKey queue) implements WhenUnavailable {}
}
