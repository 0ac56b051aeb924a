package io.leaddispatcher.infra.connection;

import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.ConnectionSessions;
import io.leaddispatcher.application.connection.GrantedConnections;
import io.leaddispatcher.application.connection.HookAddresses;
import io.leaddispatcher.application.connection.PlainMail;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.connection.port.SessionStore;
import io.leaddispatcher.application.consent.AuthorizationServers;
import io.leaddispatcher.application.consent.port.AuthorizationServer;
import io.leaddispatcher.application.dispatch.ConfiguredChannels;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** What connections need of this installation. */
@Configuration
class ConnectionConfiguration {

    @Bean
    HookAddresses hookAddresses(DispatcherSettings settings) {
        return new HookAddresses(settings.publicUrl());
    }

    @Bean
    PlainMail plainMail(
            @Value("${dispatcher.outbound.allow-private-addresses:false}")
                    boolean privateAddresses) {
        return new PlainMail(privateAddresses);
    }

    @Bean
    ConnectionDirectory connectionDirectory(Connections connections, SecretCipher cipher) {
        return new ConnectionDirectory(connections, cipher);
    }

    @Bean
    ConnectionSessions connectionSessions(
            Connections connections,
            SessionStore sessions,
            SecretCipher cipher,
            UnitOfWork unitOfWork,
            Ids ids,
            InstantSource clock) {
        return new ConnectionSessions(
                connections, sessions, cipher, unitOfWork, ids, clock, Schedulers.parallel());
    }

    @Bean
    GrantedConnections grantedConnections(
            Connections connections,
            ConfigurationDocuments configuration,
            SecretCipher cipher,
            AuditTrail trail,
            Ids ids,
            SecretTokens tokens,
            InstantSource clock) {
        return new GrantedConnections(
                connections, configuration, cipher, trail, ids, tokens, clock);
    }

    @Bean
    AuthorizationServers authorizationServers(
            List<AuthorizationServer> servers, DispatcherSettings settings) {
        return new AuthorizationServers(servers, settings.publicUrl());
    }

    @Bean
    ChannelConnections channelConnections(
            ConnectionDirectory connections,
            @Value("${dispatcher.slack.signing-secret:}") String hostedSlackSecret) {
        return new ConfiguredChannels(connections, !hostedSlackSecret.isBlank());
    }
}
