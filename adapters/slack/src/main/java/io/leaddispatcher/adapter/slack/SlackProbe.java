package io.leaddispatcher.adapter.slack;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.auth.AuthTestResponse;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.egress.RefusedAddressException;
import io.leaddispatcher.domain.analysis.Finding;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Asks Slack whose token it is: shows that it is good, and of the workspace that was meant. */
final class SlackProbe implements ConnectionProbe {

    private final SlackClient client;
    private final Scheduler blocking;

    SlackProbe(SlackClient client, Scheduler blocking) {
        this.client = client;
        this.blocking = blocking;
    }

    @Override
    public String type() {
        return ConnectionType.SLACK.word();
    }

    @Override
    public Mono<Finding> probe(TenantId tenant, ConnectionAccess connection) {
        Optional<Secret> token = connection.secret("botToken");
        return token.isEmpty()
                ? Mono.just(new Finding(false, "There is no bot token."))
                : Mono.fromCallable(() -> find(token.get(), connection.text("teamId")))
                        .subscribeOn(blocking);
    }

    private Finding find(Secret token, Optional<String> team) {
        try {
            AuthTestResponse answer =
                    client.call(token, "auth.test", Map.of(), AuthTestResponse.class);
            if (!answer.isOk()) {
                return new Finding(false, "Slack refuses the bot token.");
            }
            return team.filter(wanted -> !wanted.equals(answer.getTeamId())).isPresent()
                    ? new Finding(false, "The bot token belongs to another team than 'teamId'.")
                    : new Finding(true, "Slack answers and accepts the bot token.");
        } catch (SlackApiException e) {
            e.getResponse().close();
            return new Finding(false, "Slack could not be used just now.");
        } catch (RefusedAddressException e) {
            return new Finding(false, "Calls to this address are not allowed.");
        } catch (IOException e) {
            return new Finding(false, "Slack did not answer.");
        }
    }
}
