package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.slack.ShowSlackPeople;
import io.leaddispatcher.application.slack.SlackPeople;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom the reps are in Slack.
 *
 * @param title what the page is called
 * @param problem why not everybody is known; null when everybody is
 * @param tally how many reps are known how, in words
 * @param note what has just been done, or why not; null when nothing was
 * @param choice of somebody for one rep; null where all are shown
 */
record SlackPeopleView(
        String connection,
        String title,
        @Nullable String problem,
        List<String> tally,
        @Nullable String note,
        String tone,
        List<Line> lines,
        @Nullable Choosing choice) {

    /**
     * A rep.
     *
     * @param who whom they are in Slack; null when nobody knows
     * @param why why it is so, where that is not plain; null where it is
     */
    record Line(
            String key,
            String name,
            String email,
            String state,
            String tone,
            @Nullable String who,
            @Nullable String why,
            boolean linked) {}

    /**
     * @param version of the rep, which must still hold when somebody is chosen
     */
    record Choosing(String rep, String name, long version, String words, List<Person> people) {}

    /**
     * @param taken the name of the rep who it is already, in a sentence; null when none is
     */
    record Person(String id, String name, @Nullable String email, @Nullable String taken) {}

    private static final Set<String> DONE = Set.of("linked", "unlinked");
    private static final Set<String> NOT_DONE = Set.of("stale", "not-in-team", "taken");

    static SlackPeopleView of(
            ShowSlackPeople.View view, String looked, @Nullable String done, Words words) {
        SlackPeople.Line only = view.reps().size() == 1 ? view.reps().getFirst() : null;
        return new SlackPeopleView(
                view.connection(),
                view.team() == null
                        ? words.say("slack.people")
                        : words.say("slack.people.of", view.team()),
                problem(view, words),
                tally(view.reps(), words),
                note(done, words),
                done != null && DONE.contains(done) ? "good" : "bad",
                view.reps().stream().map(line -> line(line, words)).toList(),
                view.version() == 0 || only == null
                        ? null
                        : new Choosing(
                                only.key(),
                                only.name(),
                                view.version(),
                                looked,
                                view.found().stream().map(each -> person(each, words)).toList()));
    }

    private static @Nullable String problem(ShowSlackPeople.View view, Words words) {
        if (view.problem() != null) {
            return words.say("slack.people.problem", words.name("slack.error", view.problem()));
        }
        return view.complete() ? null : words.say("slack.people.many");
    }

    private static List<String> tally(List<SlackPeople.Line> lines, Words words) {
        List<String> tally = new ArrayList<>();
        for (SlackPeople.State state : SlackPeople.State.values()) {
            long count = lines.stream().filter(line -> line.state() == state).count();
            if (count > 0) {
                tally.add(words.number(count) + " " + words.say("slack.tally." + state));
            }
        }
        return List.copyOf(tally);
    }

    private static @Nullable String note(@Nullable String done, Words words) {
        return done != null && (DONE.contains(done) || NOT_DONE.contains(done))
                ? words.say("slack.people.done." + done)
                : null;
    }

    private static Line line(SlackPeople.Line line, Words words) {
        var person = line.person();
        return new Line(
                line.key(),
                line.name(),
                line.email(),
                words.say("slack.state." + line.state()),
                switch (line.state()) {
                    case LINKED, FOUND -> "good";
                    case BROKEN, NOT_FOUND, NOBODY_OF_THE_TEAM -> "bad";
                    case UNKNOWN -> "calm";
                },
                person == null ? line.slackUserId() : person.name(),
                switch (line.state()) {
                    case LINKED, FOUND -> null;
                    case BROKEN, NOBODY_OF_THE_TEAM ->
                            person == null
                                    ? words.say("slack.why.gone")
                                    : words.say("slack.why." + person.standing());
                    case NOT_FOUND -> words.say("slack.why.address");
                    case UNKNOWN -> words.say("slack.why.unknown");
                },
                line.slackUserId() != null);
    }

    private static Person person(ShowSlackPeople.Choice choice, Words words) {
        return new Person(
                choice.person().id(),
                choice.person().name(),
                choice.person().email(),
                choice.rep() == null ? null : words.say("slack.choose.taken", choice.rep()));
    }
}
