package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has to happen with a lead in time. */
record ClockLine(String target, String state, String tone, @Nullable When due) {

    static List<ClockLine> all(Tree lead, Words words) {
        return lead.trees("clocks").stream().map(clock -> of(clock, words)).toList();
    }

    private static ClockLine of(Tree clock, Words words) {
        String state = clock.is("paused") ? "PAUSED" : clock.text("state", "RUNNING");
        return new ClockLine(
                words.name("sla-target", clock.text("target")),
                words.name("clock", state),
                switch (state) {
                    case "MET" -> "good";
                    case "BREACHED" -> "bad";
                    case "RUNNING" -> "info";
                    default -> "";
                },
                // Once it has stopped nothing is due any more.
                state.equals("STOPPED") || state.equals("PAUSED")
                        ? null
                        : words.whenOrNull(clock.instant("dueAt")));
    }
}
