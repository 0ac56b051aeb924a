package io.leaddispatcher.domain.policy;

/** How urgent a lead is, the most urgent first. */
public enum Priority {
    URGENT,
    HIGH,
    STANDARD,
    LOW
}
