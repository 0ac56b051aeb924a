package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.LeadDetailView;
import java.util.List;

/** How much of what has happened to a lead its page shows. */
enum Story {
    /** What is of use to most. */
    NEWEST,
    /** All that is read of it. */
    WHOLE;

    static final int EVENTS = 100;
    static final int RUNS = 20;
    static final int DELIVERIES = 50;

    /** The last of them. */
    <T> List<T> newest(List<T> all, int most) {
        return this == WHOLE ? all : all.subList(Math.max(0, all.size() - most), all.size());
    }

    boolean leavesOut(LeadDetailView detail) {
        return this == NEWEST
                && (detail.timeline().size() > EVENTS
                        || detail.runs().size() > RUNS
                        || detail.deliveries().size() > DELIVERIES);
    }
}
