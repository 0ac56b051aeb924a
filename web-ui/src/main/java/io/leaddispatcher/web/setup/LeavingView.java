package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.configuration.Label;
import io.leaddispatcher.application.configuration.Leaving;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rep who goes: what one step does, and what somebody has to decide.
 *
 * @param does in sentences, each with the page that it is about
 * @param decide likewise
 */
record LeavingView(List<Note.Line> does, List<Note.Line> decide) {

    LeavingView {
        does = List.copyOf(does);
        decide = List.copyOf(decide);
    }

    static LeavingView of(Leaving leaving, Words words) {
        List<Note.Line> does = new ArrayList<>();
        leaving.pools().forEach(each -> does.add(line("setup.leave.pool", each, "/pools/", words)));
        leaving.teams().forEach(each -> does.add(line("setup.leave.team", each, "/teams/", words)));
        if (leaving.active()) {
            does.add(new Note.Line(words.say("setup.leave.active"), null));
        }
        return new LeavingView(
                does,
                Stream.concat(
                                leaving.lastOf().stream()
                                        .map(each ->
                                                line("setup.leave.last", each, "/pools/", words)),
                                leaving.manages().stream()
                                        .map(each ->
                                                line(
                                                        "setup.leave.manages",
                                                        each,
                                                        "/teams/",
                                                        words)))
                        .toList());
    }

    private static Note.Line line(String message, Label label, String path, Words words) {
        return new Note.Line(words.say(message, label.name()), path + label.key());
    }
}
