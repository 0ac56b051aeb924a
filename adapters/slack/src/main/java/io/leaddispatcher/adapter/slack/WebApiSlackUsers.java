package io.leaddispatcher.adapter.slack;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.slack.api.methods.response.users.UsersInfoResponse;
import com.slack.api.model.User;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.slack.port.SlackUsers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Asks Slack who somebody is, and remembers it for a while. */
final class WebApiSlackUsers implements SlackUsers {

    private static final int KNOWN_USERS = 50_000;

    /** What Slack says of people who are not of this workspace. */
    private static final Set<String> STRANGERS = Set.of("user_not_found", "user_not_visible");

    private record Known(TokenKey asked, String user) {}

    private final SlackClient client;
    private final Scheduler blocking;
    private final Cache<Known, Optional<String>> emails =
            CacheBuilder.newBuilder()
                    .maximumSize(KNOWN_USERS)
                    .expireAfterWrite(Duration.ofMinutes(10))
                    .build();

    WebApiSlackUsers(SlackClient client, Scheduler blocking) {
        this.client = client;
        this.blocking = blocking;
    }

    @Override
    public Mono<String> emailOf(SlackChannel slack, String user) {
        Known known = new Known(TokenKey.of(slack), user);
        Optional<String> remembered = emails.getIfPresent(known);
        return remembered == null
                ? Mono.fromCallable(() -> ask(slack, user))
                        .subscribeOn(blocking)
                        .doOnNext(found -> emails.put(known, found))
                        .flatMap(Mono::justOrEmpty)
                : Mono.justOrEmpty(remembered);
    }

    private Optional<String> ask(SlackChannel slack, String user) throws Exception {
        UsersInfoResponse answer =
                client.call(
                        slack.botToken(),
                        "users.info",
                        Map.of("user", user),
                        UsersInfoResponse.class);
        if (answer.isOk() && answer.getUser() != null) {
            return email(slack, answer.getUser());
        }
        if (STRANGERS.contains(answer.getError())) {
            return Optional.empty();
        }
        // Nothing to be remembered: it passes, or somebody mends the connection.
        throw new IllegalStateException("Slack does not say who it is: " + answer.getError());
    }

    /** In a channel that companies share, somebody from outside may bear anybody's address. */
    private static Optional<String> email(SlackChannel slack, User user) {
        boolean own =
                !user.isDeleted()
                        && !user.isBot()
                        && !user.isStranger()
                        && !user.isUltraRestricted()
                        && (slack.teamId() == null || slack.teamId().equals(user.getTeamId()));
        return own && user.getProfile() != null
                ? Optional.ofNullable(user.getProfile().getEmail()).filter(text -> !text.isBlank())
                : Optional.empty();
    }
}
