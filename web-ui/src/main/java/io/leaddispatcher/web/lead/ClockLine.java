package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to happen with a lead in time.
 *
 * @param due null once it is met or has stopped
 * @param local likewise, by the clocks of whoever it runs for; null where they are not known
 */
record ClockLine(
        String target, String state, String tone, @Nullable When due, @Nullable String local) {

    /** In these nothing is due any more, or not for now. */
    private static final Set<String> OVER = Set.of("MET", "STOPPED", "PAUSED", "SANDBOX");

    /** By this the clock of telling somebody is met, though nobody was told. */
    private static final String SANDBOX = "SANDBOX";

    static List<ClockLine> all(Tree lead, Sandboxed sandboxed, Words words) {
        return lead.trees("clocks").stream().map(clock -> of(clock, sandboxed, words)).toList();
    }

    private static ClockLine of(Tree clock, Sandboxed sandboxed, Words words) {
        String state = state(clock, sandboxed);
        Instant due = OVER.contains(state) ? null : clock.instant("dueAt");
        String zone = clock.text("timeZone");
        return new ClockLine(
                words.name("sla-target", clock.text("target")),
                words.name("clock", state),
                switch (state) {
                    case "MET" -> "good";
                    case "BREACHED" -> "bad";
                    case "RUNNING", SANDBOX -> "info";
                    default -> "";
                },
                words.whenOrNull(due),
                due == null || zone == null ? null : words.local(due, ZoneId.of(zone)));
    }

    private static String state(Tree clock, Sandboxed sandboxed) {
        String state = clock.is("paused") ? "PAUSED" : clock.text("state", "RUNNING");
        boolean untold =
                state.equals("MET")
                        && clock.text("target", "").equals("DISPATCHED")
                        && sandboxed.instead();
        return untold ? SANDBOX : state;
    }
}
