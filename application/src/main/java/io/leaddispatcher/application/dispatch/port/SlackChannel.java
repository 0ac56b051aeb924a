package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's Slack.
 *
 * @param defaultChannel where those are told whom Slack cannot reach
 * @param interactive whether Slack may send presses of buttons back, which needs a signing secret
 */
public record SlackChannel(
        TenantId tenant,
        ConnectionKey connection,
        @Nullable String teamId,
        @Nullable String defaultChannel,
        Secret botToken,
        boolean interactive) {

    /**
     * Empty when the connection has no token.
     *
     * @param hosted whether the installation has an app of its own, whose secret signs presses
     */
    public static Optional<SlackChannel> of(
            TenantId tenant, ConnectionAccess connection, boolean hosted) {
        return connection
                .secret("botToken")
                .map(token ->
                        new SlackChannel(
                                tenant,
                                connection.key(),
                                connection.text("teamId").orElse(null),
                                connection.text("defaultChannel").orElse(null),
                                token,
                                hosted || connection.secret("signingSecret").isPresent()));
    }
}
