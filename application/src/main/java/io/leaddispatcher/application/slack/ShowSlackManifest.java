package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.HookAddresses;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionType;
import reactor.core.publisher.Mono;

/**
 * What Slack has to know to make the app: with the addresses of the workspace's connection, or of
 * the installation's app while there is none.
 */
@UseCase
public final class ShowSlackManifest {

    private static final String MANIFEST =
            """
            display_information:
              name: Lead Dispatcher
              description: Leads for the right rep, in seconds
            features:
              app_home:
                home_tab_enabled: true
                messages_tab_enabled: true
                messages_tab_read_only_enabled: true
              bot_user:
                display_name: Lead Dispatcher
                always_online: true
              slash_commands:
                - command: /lead
                  url: "{hooks}/commands"
                  description: Your leads, and whether you get new ones
                  usage_hint: next | mine | find Acme | away 30m | back
                  should_escape: true
              shortcuts:
                - name: Create a lead
                  type: global
                  callback_id: create_lead
                  description: Put a lead in, to be routed like any other
                - name: Make a lead of this
                  type: message
                  callback_id: lead_of_message
                  description: Make a lead of this message
            oauth_config:
              redirect_urls:
                - "{redirect}"
              scopes:
                bot: [chat:write, chat:write.public, commands, im:write, users:read, users:read.email]
            settings:
              event_subscriptions:
                request_url: "{hooks}/events"
                bot_events: [app_home_opened, app_uninstalled, tokens_revoked]
              interactivity:
                is_enabled: true
                request_url: "{hooks}/interactions"
              org_deploy_enabled: false
              socket_mode_enabled: false
            """;

    private final Connections connections;
    private final HookAddresses addresses;
    private final SlackApps apps;
    private final UnitOfWork unitOfWork;

    public ShowSlackManifest(
            Connections connections,
            HookAddresses addresses,
            SlackApps apps,
            UnitOfWork unitOfWork) {
        this.connections = connections;
        this.addresses = addresses;
        this.apps = apps;
        this.unitOfWork = unitOfWork;
    }

    /** As YAML. */
    public Mono<String> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.CONNECT);
            return unitOfWork
                    .run(
                            caller.tenant(),
                            connections
                                    .active(caller.tenant(), ConnectionType.SLACK)
                                    .next()
                                    .flatMap(found -> Mono.justOrEmpty(addresses.of(found)))
                                    .defaultIfEmpty(addresses.slackApp()))
                    .map(hooks ->
                            MANIFEST.replace("{hooks}", hooks)
                                    .replace("{redirect}", apps.redirect().toString()));
        });
    }
}
