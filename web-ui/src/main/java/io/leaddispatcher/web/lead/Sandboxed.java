package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What went to nobody, but was kept in the sandbox, since no channel is connected.
 *
 * @param deliveries their ids
 * @param told whether somebody was told of the lead all the same
 */
record Sandboxed(Set<String> deliveries, boolean told) {

    /** So references begin of what was kept there. */
    private static final String REFERENCE = "sandbox:";

    Sandboxed {
        deliveries = Set.copyOf(deliveries);
    }

    static Sandboxed of(List<Tree> timeline) {
        return new Sandboxed(
                timeline.stream()
                        .filter(event -> isKept(event.tree("detail")))
                        .map(event -> event.tree("detail").text("deliveryId", ""))
                        .collect(Collectors.toSet()),
                timeline.stream()
                        .filter(event -> event.text("type", "").equals("DISPATCHED"))
                        .anyMatch(event -> !isKept(event.tree("detail"))));
    }

    /** Whether an entry of the timeline tells of something that was kept there. */
    static boolean isKept(Tree detail) {
        return detail.text("reference", "").startsWith(REFERENCE);
    }

    boolean has(String delivery) {
        return deliveries.contains(delivery);
    }

    /** Whether nobody was told of the lead, though something was kept for them. */
    boolean instead() {
        return !deliveries.isEmpty() && !told;
    }
}
