package io.leaddispatcher.web.connection;

import static io.leaddispatcher.web.connection.WhoIsWho.PEOPLE;

import io.leaddispatcher.application.slack.ShowSlackPeople;
import io.leaddispatcher.application.slack.SlackPeople;
import io.leaddispatcher.web.connection.WhoIsWhoView.Choosing;
import io.leaddispatcher.web.connection.WhoIsWhoView.Line;
import io.leaddispatcher.web.connection.WhoIsWhoView.Person;
import io.leaddispatcher.web.layout.Words;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in words whom the reps are in Slack. */
final class SlackPeopleView {

    private static final Set<String> DONE = Set.of("linked", "unlinked");
    private static final Set<String> NOT_DONE = Set.of("stale", "not-in-team", "taken");

    private SlackPeopleView() {}

    static WhoIsWhoView of(
            ShowSlackPeople.View view, String looked, @Nullable String done, Words words) {
        SlackPeople.Line only = view.reps().size() == 1 ? view.reps().getFirst() : null;
        return new WhoIsWhoView(
                view.connection(),
                words.say("connection.type.slack"),
                PEOPLE.path(view.connection()),
                PEOPLE.field(),
                view.team() == null ? words.say("who") : words.say("slack.people.of", view.team()),
                words.say("slack.people.lead"),
                words.say("slack.people.none"),
                problem(view, words),
                WhoIsWho.tally(
                        SlackPeople.State.class,
                        view.reps().stream().map(SlackPeople.Line::state).toList(),
                        "slack.tally",
                        words),
                note(done, words),
                done != null && DONE.contains(done) ? "good" : "bad",
                view.reps().stream().map(line -> line(line, words)).toList(),
                null,
                view.version() == 0 || only == null
                        ? null
                        : new Choosing(
                                only.key(),
                                only.name(),
                                view.version(),
                                looked,
                                view.found().stream().map(each -> person(each, words)).toList(),
                                words.say("slack.choose.nobody"),
                                null));
    }

    private static @Nullable String problem(ShowSlackPeople.View view, Words words) {
        if (view.problem() != null) {
            return words.say("slack.people.problem", words.name("slack.error", view.problem()));
        }
        return view.complete() ? null : words.say("slack.people.many");
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
