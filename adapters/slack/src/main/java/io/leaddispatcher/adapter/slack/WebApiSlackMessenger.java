package io.leaddispatcher.adapter.slack;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.chat.ChatUpdateResponse;
import com.slack.api.methods.response.users.UsersLookupByEmailResponse;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.CardNow;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SlackMessenger;
import io.leaddispatcher.application.egress.RefusedAddressException;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.TeamSummary;
import io.leaddispatcher.http.RetryAfter;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Posts over Slack's Web API. */
final class WebApiSlackMessenger implements SlackMessenger {

    private static final int TOO_MANY_REQUESTS = 429;

    /** What Slack says of an address that it does not know. */
    private static final String NOBODY = "users_not_found";

    private static final int KNOWN_USERS = 50_000;

    private record User(TokenKey asked, String email) {}

    private final SlackClient client;
    private final Scheduler blocking;
    private final InstantSource clock;
    // Looking users up is limited to some fifty a minute.
    private final Cache<User, String> users =
            CacheBuilder.newBuilder()
                    .maximumSize(KNOWN_USERS)
                    .expireAfterWrite(Duration.ofHours(1))
                    .build();

    WebApiSlackMessenger(SlackClient client, Scheduler blocking, InstantSource clock) {
        this.client = client;
        this.blocking = blocking;
        this.clock = clock;
    }

    @Override
    public Mono<Attempt> post(
            SlackChannel slack, Address to, DispatchMessage message, DeliveryId delivery) {
        Set<ButtonKind> buttons = buttons(slack.interactive());
        return Mono.fromCallable(() ->
                        trying(() ->
                                attempt(
                                        slack,
                                        to,
                                        new Post(
                                                DispatchCard.body(message, delivery, buttons),
                                                DispatchCard.plain(message, delivery)))))
                .subscribeOn(blocking);
    }

    @Override
    public Mono<Attempt> post(
            SlackChannel slack, Address to, TeamSummary summary, DeliveryId delivery) {
        return Mono.fromCallable(() ->
                        trying(() ->
                                attempt(
                                        slack,
                                        to,
                                        new Post(
                                                SummaryCard.body(summary, delivery),
                                                SummaryCard.plain(summary, delivery)))))
                .subscribeOn(blocking);
    }

    @Override
    public Mono<Attempt> change(
            SlackChannel slack,
            String reference,
            DispatchMessage message,
            CardNow now,
            DeliveryId card) {
        return Mono.fromCallable(() ->
                        trying(() ->
                                change(
                                        slack,
                                        reference,
                                        DispatchCard.changed(
                                                message, now, card, buttons(slack.interactive())))))
                .subscribeOn(blocking);
    }

    @Override
    public Mono<Attempt> empty(SlackChannel slack, String reference) {
        return Mono.fromCallable(
                        () -> trying(() -> change(slack, reference, DispatchCard.ofErased())))
                .subscribeOn(blocking);
    }

    @Override
    public Map<String, Object> previewChange(
            DispatchMessage message, CardNow now, DeliveryId card) {
        return DispatchCard.changed(message, now, card, buttons(true));
    }

    @Override
    public Map<String, Object> preview(Address to, DispatchMessage message, DeliveryId delivery) {
        return to(to.value(), DispatchCard.body(message, delivery, buttons(true)));
    }

    @Override
    public Map<String, Object> preview(Address to, TeamSummary summary, DeliveryId delivery) {
        return to(to.value(), SummaryCard.body(summary, delivery));
    }

    /**
     * A message without the channel.
     *
     * @param plain in words alone, for when Slack refuses the card
     */
    private record Post(Map<String, Object> card, Map<String, Object> plain) {}

    private static Map<String, Object> to(String channel, Map<String, Object> message) {
        Map<String, Object> body = new LinkedHashMap<>(message);
        body.put("channel", channel);
        return body;
    }

    private Attempt attempt(SlackChannel slack, Address to, Post message)
            throws IOException, SlackApiException {
        Secret token = slack.botToken();
        if (to.kind() != Address.Kind.SLACK_USER_BY_EMAIL) {
            return post(token, to.value(), message);
        }
        User user = new User(TokenKey.of(slack), to.value());
        String channel = users.getIfPresent(user);
        if (channel == null) {
            UsersLookupByEmailResponse found = lookUp(token, to.value());
            if (!found.isOk() || found.getUser() == null) {
                return SlackErrors.attempt(found.isOk() ? NOBODY : found.getError());
            }
            channel = found.getUser().getId();
            users.put(user, channel);
        }
        Attempt attempt = post(token, channel, message);
        if (attempt instanceof Attempt.WrongTarget) {
            users.invalidate(user);
        }
        return attempt;
    }

    /** A call to Slack. */
    private interface Call {
        Attempt run() throws IOException, SlackApiException;
    }

    private Attempt trying(Call call) {
        try {
            return call.run();
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

    private Attempt change(SlackChannel slack, String reference, Map<String, Object> shown)
            throws IOException, SlackApiException {
        int slash = reference.indexOf('/');
        if (slash < 0) {
            // It was kept elsewhere, before Slack was connected.
            return new Attempt.Delivered(reference);
        }
        Map<String, Object> body = new LinkedHashMap<>(shown);
        body.put("channel", reference.substring(0, slash));
        body.put("ts", reference.substring(slash + 1));
        ChatUpdateResponse answer =
                client.call(slack.botToken(), "chat.update", body, ChatUpdateResponse.class);
        return answer.isOk() || SlackErrors.isUnchangeable(String.valueOf(answer.getError()))
                ? new Attempt.Delivered(reference)
                : SlackErrors.attempt(answer.getError());
    }

    private Attempt post(Secret token, String channel, Post message)
            throws IOException, SlackApiException {
        ChatPostMessageResponse answer = post(token, to(channel, message.card()));
        if (!answer.isOk() && SlackErrors.isAboutTheCard(String.valueOf(answer.getError()))) {
            // Our fault, for which the rep shall not miss the lead.
            answer = post(token, to(channel, message.plain()));
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

    private Attempt refused(SlackApiException e) {
        try (Response response = e.getResponse()) {
            int status = response.code();
            Cause cause = new Cause("http_" + status, "Slack answered HTTP " + status);
            if (status == TOO_MANY_REQUESTS) {
                return new Attempt.Patience(
                        wait(response.header("Retry-After")), SlackErrors.cause("ratelimited"));
            }
            return new Attempt.Retry(cause);
        }
    }

    private Duration wait(@Nullable String header) {
        return RetryAfter.of(header, clock.instant())
                .filter(Duration::isPositive)
                .orElse(SlackErrors.USUAL_WAIT);
    }

    private static Set<ButtonKind> buttons(boolean interactive) {
        return interactive
                ? EnumSet.allOf(ButtonKind.class)
                : EnumSet.of(ButtonKind.OPEN, ButtonKind.CRM);
    }
}
