package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;

/**
 * Whose answer of Slack's is remembered. By the token as well as by the connection: another one may
 * be of another team, in which other people have these ids and addresses.
 */
record TokenKey(TenantId tenant, ConnectionKey connection, String token) {

    static TokenKey of(SlackChannel slack) {
        return of(slack.tenant(), slack.connection(), slack.botToken());
    }

    static TokenKey of(TenantId tenant, ConnectionKey connection, Secret botToken) {
        return new TokenKey(tenant, connection, botToken.reveal());
    }

    @Override
    public String toString() {
        return "TokenKey[%s, %s]".formatted(tenant, connection);
    }
}
