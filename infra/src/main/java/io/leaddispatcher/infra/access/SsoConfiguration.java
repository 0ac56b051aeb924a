package io.leaddispatcher.infra.access;

import io.leaddispatcher.application.access.RememberedTokens;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.sso.SsoAddresses;
import io.leaddispatcher.application.sso.SsoAdmission;
import io.leaddispatcher.application.sso.SsoSeat;
import io.leaddispatcher.application.sso.SsoTeams;
import io.leaddispatcher.application.sso.port.SsoConnections;
import io.leaddispatcher.application.sso.port.SsoIdentities;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the use cases of single sign-on share. */
@Configuration(proxyBeanMethods = false)
class SsoConfiguration {

    @Bean
    SsoAddresses ssoAddresses(DispatcherSettings settings) {
        return new SsoAddresses(settings.publicUrl());
    }

    @Bean
    SsoTeams ssoTeams(ConfigurationDocuments documents, ActivePolicies policies, AuditTrail trail) {
        return new SsoTeams(documents, policies, trail);
    }

    @Bean
    SsoSeat ssoSeat(Members members, SsoTeams teams, RememberedTokens tokens, AuditTrail trail) {
        return new SsoSeat(members, teams, tokens, trail);
    }

    @Bean
    SsoAdmission ssoAdmission(
            SsoConnections connections,
            SsoIdentities identities,
            SsoSeat seat,
            SsoTeams teams,
            Members members,
            People people,
            AuditTrail trail,
            Ids ids,
            InstantSource clock) {
        return new SsoAdmission(
                connections, identities, seat, teams, members, people, trail, ids, clock);
    }
}
