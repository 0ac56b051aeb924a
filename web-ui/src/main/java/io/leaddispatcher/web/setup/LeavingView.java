package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.configuration.Label;
import io.leaddispatcher.application.configuration.Leaving;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rep who goes: what one step does, and what somebody has to decide.
 *
 * @param has what they have to do now, each with the list that shows it
 * @param does in sentences, each with the page that it is about
 * @param decide likewise
 */
record LeavingView(List<Note.Line> has, List<Note.Line> does, List<Note.Line> decide) {

    /**
     * What a rep has to do now.
     *
     * @param leads offered or accepted, and not done
     * @param meetings to come, up to {@link #COUNTED}
     * @param more whether there are more meetings
     */
    record Work(RepKey rep, int leads, int meetings, boolean more) {

        static final int COUNTED = 200;

        private List<Note.Line> lines(Words words) {
            return List.of(
                    new Note.Line(
                            words.say("setup.leave.has.leads", leads),
                            leads == 0 ? null : "/leads?status=ASSIGNED&rep=" + rep.value()),
                    new Note.Line(
                            more
                                    ? words.say("setup.leave.has.meetings.more", meetings)
                                    : words.say("setup.leave.has.meetings", meetings),
                            meetings == 0 ? null : "/meetings?state=BOOKED&rep=" + rep.value()));
        }
    }

    LeavingView {
        has = List.copyOf(has);
        does = List.copyOf(does);
        decide = List.copyOf(decide);
    }

    static LeavingView of(Leaving leaving, Work work, Words words) {
        List<Note.Line> does = new ArrayList<>();
        leaving.pools().forEach(each -> does.add(line("setup.leave.pool", each, "/pools/", words)));
        leaving.teams().forEach(each -> does.add(line("setup.leave.team", each, "/teams/", words)));
        if (leaving.active()) {
            does.add(new Note.Line(words.say("setup.leave.active"), null));
        }
        return new LeavingView(
                work.lines(words),
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
