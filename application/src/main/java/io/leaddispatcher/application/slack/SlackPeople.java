package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.slack.port.SlackDirectory.People;
import io.leaddispatcher.application.slack.port.SlackDirectory.Person;
import io.leaddispatcher.application.slack.port.SlackDirectory.Standing;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.roster.Rep;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whom each rep is in Slack, as far as it is known. */
public final class SlackPeople {

    /** How a rep is known. */
    public enum State {
        /** By the user id that somebody chose. */
        LINKED,
        /** By such an id, of somebody who is there no more, or is a guest. */
        BROKEN,
        /** By the e-mail address. */
        FOUND,
        /** Under the address somebody is known who is a guest, or has left. */
        NOBODY_OF_THE_TEAM,
        NOT_FOUND,
        /** Slack did not name everybody. */
        UNKNOWN
    }

    /**
     * A rep.
     *
     * @param person who it is in Slack; null when that is not known
     */
    public record Line(
            String key,
            String name,
            String email,
            @Nullable String slackUserId,
            State state,
            @Nullable Person person) {}

    private static final int MOST_FOUND = 20;

    private SlackPeople() {}

    static Line line(Rep rep, People people) {
        Optional<Person> person =
                people.list().stream()
                        .filter(each ->
                                rep.slackUserId() == null
                                        ? rep.email().equalsIgnoreCase(each.email())
                                        : rep.slackUserId().equals(each.id()))
                        // Of several with one address, whoever is there.
                        .min((one, other) -> one.standing().compareTo(other.standing()));
        return new Line(
                rep.key().value(),
                rep.name(),
                rep.email(),
                rep.slackUserId(),
                state(rep, person, people),
                person.orElse(null));
    }

    private static State state(Rep rep, Optional<Person> person, People people) {
        boolean member = person.filter(each -> each.standing() == Standing.MEMBER).isPresent();
        if (rep.slackUserId() != null) {
            return member || (person.isEmpty() && !people.complete()) ? State.LINKED : State.BROKEN;
        }
        if (member) {
            return State.FOUND;
        }
        if (person.isPresent()) {
            return State.NOBODY_OF_THE_TEAM;
        }
        return people.complete() ? State.NOT_FOUND : State.UNKNOWN;
    }

    /** Members of the team whose name or address holds the words; of nothing the first ones. */
    static List<Person> search(People people, String words) {
        String wanted = TextFolding.fold(words.strip());
        return people.list().stream()
                .filter(each -> each.standing() == Standing.MEMBER)
                .filter(each ->
                        TextFolding.fold(each.name()).contains(wanted)
                                || (each.email() != null
                                        && TextFolding.fold(each.email()).contains(wanted)))
                .limit(MOST_FOUND)
                .toList();
    }
}
