package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
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
        boolean interactive) {}
