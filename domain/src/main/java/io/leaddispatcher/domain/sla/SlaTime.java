package io.leaddispatcher.domain.sla;

/** The time in which a clock runs. */
public enum SlaTime {
    /** Around the clock. */
    CALENDAR,
    /** Working hours only, without holidays. */
    BUSINESS
}
