package io.leaddispatcher.adapter.slack;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.methods.response.oauth.OAuthV2AccessResponse;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.slack.SlackApps;
import io.leaddispatcher.application.slack.port.SlackInstaller;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Asks Slack's Web API what an app was granted. */
final class WebApiSlackInstaller implements SlackInstaller {

    private static final Logger LOG = LoggerFactory.getLogger(WebApiSlackInstaller.class);

    /** Of these, whoever has the token can do nothing any more. */
    private static final Set<String> NO_LONGER =
            Set.of("invalid_auth", "account_inactive", "token_revoked", "token_expired");

    private final SlackClient client;
    private final Scheduler blocking;

    WebApiSlackInstaller(SlackClient client, Scheduler blocking) {
        this.client = client;
        this.blocking = blocking;
    }

    @Override
    public Mono<Answer> exchange(SlackApps.App app, Secret code, URI redirect) {
        return Mono.fromCallable(() -> ask(app, code, redirect)).subscribeOn(blocking);
    }

    private Answer ask(SlackApps.App app, Secret code, URI redirect) {
        try {
            return answer(
                    client.callAsApp(
                            app.clientId(),
                            app.clientSecret(),
                            "oauth.v2.access",
                            Map.of("code", code.reveal(), "redirect_uri", redirect.toString()),
                            OAuthV2AccessResponse.class));
        } catch (SlackApiException e) {
            e.getResponse().close();
            LOG.warn("oauth.v2.access: HTTP {}", e.getResponse().code());
            return new Answer.Refused(null);
        } catch (IOException e) {
            LOG.warn("oauth.v2.access: {}", e.toString());
            return new Answer.Refused(null);
        }
    }

    private static Answer answer(OAuthV2AccessResponse said) {
        if (!said.isOk()) {
            return new Answer.Refused(
                    SlackErrors.cause(Objects.requireNonNullElse(said.getError(), "unknown"))
                            .code());
        }
        if (said.getRefreshToken() != null || said.getExpiresIn() != null) {
            return new Answer.Rotating();
        }
        if (said.getTeam() == null || blank(said.getTeam().getId())) {
            return new Answer.Organisation();
        }
        return blank(said.getAccessToken())
                ? new Answer.Refused(null)
                : new Answer.Granted(
                        said.getTeam().getId(),
                        blank(said.getTeam().getName())
                                ? said.getTeam().getId()
                                : said.getTeam().getName(),
                        Objects.requireNonNullElse(said.getBotUserId(), ""),
                        Objects.requireNonNullElse(said.getScope(), ""),
                        new Secret(said.getAccessToken()));
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    @Override
    public Mono<Optional<String>> teamOf(Secret botToken) {
        return Mono.fromCallable(
                        () -> {
                            AuthTestResponse answer =
                                    client.call(
                                            botToken,
                                            "auth.test",
                                            Map.of(),
                                            AuthTestResponse.class);
                            if (answer.isOk()) {
                                return Optional.ofNullable(answer.getTeamId());
                            }
                            if (NO_LONGER.contains(answer.getError())) {
                                return Optional.<String>empty();
                            }
                            throw new IllegalStateException(
                                    "auth.test: "
                                            + SlackErrors.cause(
                                                            Objects.requireNonNullElse(
                                                                    answer.getError(), "unknown"))
                                                    .code());
                        })
                .subscribeOn(blocking);
    }
}
