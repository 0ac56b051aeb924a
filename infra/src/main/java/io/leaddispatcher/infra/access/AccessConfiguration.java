package io.leaddispatcher.infra.access;

import io.leaddispatcher.application.access.AccessRules;
import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.PasswordCheck;
import io.leaddispatcher.application.access.RememberedTokens;
import io.leaddispatcher.application.access.SecondFactorCheck;
import io.leaddispatcher.application.access.SessionOpening;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.port.LoginFailures;
import io.leaddispatcher.application.access.port.PasswordHasher;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.account.NewWorkspace;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.secret.InstallationCipher;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.Founding;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the use cases of access share. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    AccessRules accessRules(DispatcherSettings settings) {
        return new AccessRules(settings.tokens().maxAge(), settings.signup().enabled());
    }

    @Bean
    Throttle throttle(LoginFailures failures, InstantSource clock) {
        return new Throttle(failures, clock);
    }

    @Bean
    PasswordCheck passwordCheck(People people, PasswordHasher hasher, Throttle throttle) {
        return new PasswordCheck(people, hasher, throttle);
    }

    @Bean
    MembershipNews membershipNews(People people, AuditTrail trail, UnitOfWork unitOfWork) {
        return new MembershipNews(people, trail, unitOfWork);
    }

    @Bean
    SecondFactorCheck secondFactorCheck(
            SecondFactors factors, InstallationCipher cipher, InstantSource clock) {
        return new SecondFactorCheck(factors, cipher, clock);
    }

    @Bean
    SessionOpening sessionOpening(
            People people,
            Sessions sessions,
            AuditTrail trail,
            SecretTokens tokens,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        return new SessionOpening(people, sessions, trail, tokens, unitOfWork, clock);
    }

    @Bean
    Founding founding(
            Workspaces workspaces,
            People people,
            ConfigurationDocuments documents,
            Policies policies,
            AuditTrail trail,
            Ids ids,
            InstantSource clock) {
        return new Founding(workspaces, people, documents, policies, trail, ids, clock);
    }

    @Bean
    NewWorkspace newWorkspace(
            Founding founding,
            Sessions sessions,
            SecretTokens secrets,
            UnitOfWork unitOfWork,
            Ids ids,
            InstantSource clock) {
        return new NewWorkspace(founding, sessions, secrets, unitOfWork, ids, clock);
    }

    @Bean
    RememberedTokens rememberedTokens() {
        return new RememberedTokens();
    }
}
