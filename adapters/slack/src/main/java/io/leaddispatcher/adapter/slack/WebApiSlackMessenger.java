package io.leaddispatcher.adapter.slack;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.users.UsersLookupByEmailResponse;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SlackMessenger;
import io.leaddispatcher.application.egress.RefusedAddressException;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.tenant.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Posts over Slack's Web API. */
final class WebApiSlackMessenger implements SlackMessenger {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int KNOWN_USERS = 50_000;

    private record User(TenantId tenant, ConnectionKey connection, String email) {}

    private final SlackClient client;
    private final Scheduler blocking;
    // Looking users up is limited to some fifty a minute.
    private final Cache<User, String> users =
            CacheBuilder.newBuilder()
                    .maximumSize(KNOWN_USERS)
                    .expireAfterWrite(Duration.ofHours(1))
                    .build();

    WebApiSlackMessenger(SlackClient client, Scheduler blocking) {
        this.client = client;
        this.blocking = blocking;
    }

    @Override
    public Mono<Attempt> post(
            SlackChannel slack, Address to, DispatchMessage message, DeliveryId delivery) {
        return Mono.fromCallable(() -> attempt(slack, to, message, delivery)).subscribeOn(blocking);
    }

    @Override
    public Map<String, Object> preview(Address to, DispatchMessage message, DeliveryId delivery) {
        return DispatchCard.body(to.value(), message, delivery, buttons(true));
    }

    private Attempt attempt(
            SlackChannel slack, Address to, DispatchMessage message, DeliveryId delivery) {
        try {
            Secret token = slack.botToken();
            String channel;
            if (to.kind() == Address.Kind.SLACK_USER_BY_EMAIL) {
                User user = new User(slack.tenant(), slack.connection(), to.value());
                channel = users.getIfPresent(user);
                if (channel == null) {
                    UsersLookupByEmailResponse found = lookUp(token, to.value());
                    if (!found.isOk()) {
                        return SlackErrors.attempt(found.getError());
                    }
                    channel = found.getUser().getId();
                    users.put(user, channel);
                }
                Attempt attempt = post(token, channel, slack, message, delivery);
                if (attempt instanceof Attempt.WrongTarget) {
                    users.invalidate(user);
                }
                return attempt;
            }
            return post(token, to.value(), slack, message, delivery);
        } catch (SlackApiException e) {
            return refused(e);
        } catch (RefusedAddressException e) {
            return new Attempt.ConnectionDead(
                    new Cause("address_refused", "calls to this address are not allowed"));
        } catch (IOException e) {
            return new Attempt.Retry(
                    new Cause(
                            "unreachable",
                            "Slack did not answer: " + e.getClass().getSimpleName()));
        }
    }

    private Attempt post(
            Secret token,
            String channel,
            SlackChannel slack,
            DispatchMessage message,
            DeliveryId delivery)
            throws IOException, SlackApiException {
        ChatPostMessageResponse answer =
                post(
                        token,
                        DispatchCard.body(
                                channel, message, delivery, buttons(slack.interactive())));
        if (!answer.isOk() && SlackErrors.isAboutTheCard(String.valueOf(answer.getError()))) {
            // Our fault, for which the rep shall not miss the lead.
            answer = post(token, DispatchCard.plain(channel, message, delivery));
        }
        return answer.isOk()
                ? new Attempt.Delivered(answer.getChannel() + "/" + answer.getTs())
                : SlackErrors.attempt(answer.getError());
    }

    private ChatPostMessageResponse post(Secret token, Map<String, Object> body)
            throws IOException, SlackApiException {
        return client.call(token, "chat.postMessage", body, ChatPostMessageResponse.class);
    }

    private UsersLookupByEmailResponse lookUp(Secret token, String email)
            throws IOException, SlackApiException {
        return client.call(
                token,
                "users.lookupByEmail",
                Map.of("email", email),
                UsersLookupByEmailResponse.class);
    }

    private static Attempt refused(SlackApiException e) {
        try (Response response = e.getResponse()) {
            int status = response.code();
            Cause cause = new Cause("http_" + status, "Slack answered HTTP " + status);
            if (status == TOO_MANY_REQUESTS) {
                return new Attempt.Retry(
                        wait(response.header("Retry-After")), SlackErrors.cause("ratelimited"));
            }
            return new Attempt.Retry(cause);
        }
    }

    private static Duration wait(@Nullable String seconds) {
        try {
            Duration wait =
                    Duration.ofSeconds(Long.parseLong(seconds == null ? "" : seconds.strip()));
            return wait.isPositive() && wait.compareTo(LONGEST_WAIT) < 0
                    ? wait
                    : SlackErrors.USUAL_WAIT;
        } catch (NumberFormatException e) {
            return SlackErrors.USUAL_WAIT;
        }
    }

    private static Set<ButtonKind> buttons(boolean interactive) {
        return interactive
                ? EnumSet.of(ButtonKind.ACCEPT, ButtonKind.DECLINE, ButtonKind.OPEN)
                : EnumSet.of(ButtonKind.OPEN);
    }
}
