package io.leaddispatcher.adapter.slack;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.users.UsersListResponse;
import com.slack.api.model.User;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.slack.port.SlackDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Asks Slack who is in a team, page by page, and remembers it for a while. */
final class WebApiSlackDirectory implements SlackDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(WebApiSlackDirectory.class);

    // Slack takes some twenty of these calls a minute, and at most 1000 people in each.
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 12;
    private static final int TEAMS = 200;

    private final SlackClient client;
    private final Scheduler blocking;
    private final Cache<TokenKey, People> people =
            CacheBuilder.newBuilder()
                    .maximumSize(TEAMS)
                    .expireAfterWrite(Duration.ofMinutes(5))
                    .build();

    WebApiSlackDirectory(SlackClient client, Scheduler blocking) {
        this.client = client;
        this.blocking = blocking;
    }

    @Override
    public Mono<People> people(SlackChannel slack) {
        TokenKey known = TokenKey.of(slack);
        return Mono.defer(() -> {
            People remembered = people.getIfPresent(known);
            return remembered == null
                    ? Mono.fromCallable(() -> ask(slack))
                            .subscribeOn(blocking)
                            .doOnNext(found -> {
                                // What went wrong may go well the next time.
                                if (found.problem() == null) {
                                    people.put(known, found);
                                }
                            })
                    : Mono.just(remembered);
        });
    }

    private People ask(SlackChannel slack) {
        List<Person> found = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            UsersListResponse answer;
            try {
                answer = page(slack, cursor);
            } catch (SlackApiException e) {
                e.getResponse().close();
                int status = e.getResponse().code();
                return people(found, false, status == 429 ? "ratelimited" : "http_" + status);
            } catch (IOException e) {
                LOG.warn("users.list: {}", e.toString());
                return people(found, false, "unreachable");
            }
            if (!answer.isOk()) {
                String error = Objects.requireNonNullElse(answer.getError(), "unknown");
                return people(found, false, SlackErrors.cause(error).code());
            }
            Stream.ofNullable(answer.getMembers())
                    .flatMap(List::stream)
                    .flatMap(user -> person(slack, user).stream())
                    .forEach(found::add);
            cursor =
                    Optional.ofNullable(answer.getResponseMetadata())
                            .map(more -> more.getNextCursor())
                            .orElse("");
            if (cursor.isBlank()) {
                return people(found, true, null);
            }
        }
        return people(found, false, null);
    }

    private static People people(List<Person> found, boolean complete, @Nullable String problem) {
        found.sort(Comparator.comparing(Person::name, String.CASE_INSENSITIVE_ORDER));
        return new People(found, complete, problem);
    }

    private UsersListResponse page(SlackChannel slack, String cursor)
            throws IOException, SlackApiException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("limit", String.valueOf(PAGE));
        if (!cursor.isEmpty()) {
            body.put("cursor", cursor);
        }
        return client.call(slack.botToken(), "users.list", body, UsersListResponse.class);
    }

    private static Optional<Person> person(SlackChannel slack, User user) {
        // Slackbot says of itself that it is none.
        if (user.isBot() || user.getId() == null || user.getId().equals("USLACKBOT")) {
            return Optional.empty();
        }
        User.Profile profile = user.getProfile();
        String email = profile == null ? null : profile.getEmail();
        return Optional.of(
                new Person(
                        user.getId(),
                        name(user, profile),
                        email == null || email.isBlank() ? null : email,
                        standing(slack, user)));
    }

    private static String name(User user, User.@Nullable Profile profile) {
        return Stream.of(
                        profile == null ? null : profile.getRealName(),
                        user.getRealName(),
                        profile == null ? null : profile.getDisplayName(),
                        user.getName())
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse(user.getId());
    }

    private static Standing standing(SlackChannel slack, User user) {
        if (user.isDeleted()) {
            return Standing.LEFT;
        }
        boolean ofTeam =
                slack.teamId() == null
                        || user.getTeamId() == null
                        || slack.teamId().equals(user.getTeamId());
        return user.isStranger() || user.isUltraRestricted() || !ofTeam
                ? Standing.GUEST
                : Standing.MEMBER;
    }
}
