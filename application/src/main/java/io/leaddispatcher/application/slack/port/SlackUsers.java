package io.leaddispatcher.application.slack.port;

import io.leaddispatcher.application.dispatch.port.SlackChannel;
import reactor.core.publisher.Mono;

/** What Slack knows of the people in a workspace's Slack. */
public interface SlackUsers {

    /**
     * The e-mail address of a member of that team. Empty for whoever is none, such as a guest from
     * another company, a bot or somebody who has left, and when Slack does not say.
     */
    Mono<String> emailOf(SlackChannel slack, String user);
}
