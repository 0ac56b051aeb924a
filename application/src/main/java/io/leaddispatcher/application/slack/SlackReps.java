package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.slack.port.SlackUsers;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.Roster;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Which rep somebody in Slack is. */
final class SlackReps {

    private final SlackUsers users;

    SlackReps(SlackUsers users) {
        this.users = users;
    }

    /**
     * By the Slack user id that the rep has, else by e-mail. Empty for who is no rep, or none any
     * more. Not called inside a unit of work: Slack may have to be asked.
     */
    Mono<Rep> find(SlackChannel slack, String user, Roster roster) {
        Optional<Rep> known =
                roster.reps().stream().filter(rep -> user.equals(rep.slackUserId())).findFirst();
        return known.map(Mono::just)
                .orElseGet(() ->
                        users.emailOf(slack, user)
                                .flatMap(email ->
                                        Mono.justOrEmpty(
                                                roster.reps().stream()
                                                        // Who has an id is known by nothing else.
                                                        .filter(rep -> rep.slackUserId() == null)
                                                        .filter(rep ->
                                                                rep.email().equalsIgnoreCase(email))
                                                        .findFirst())))
                .filter(Rep::active);
    }
}
