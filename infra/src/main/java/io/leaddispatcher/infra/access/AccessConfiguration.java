package io.leaddispatcher.infra.access;

import io.leaddispatcher.application.access.AccessRules;
import io.leaddispatcher.application.access.RememberedTokens;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.port.LoginFailures;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the use cases of access share. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    AccessRules accessRules(DispatcherSettings settings) {
        return new AccessRules(settings.tokens().maxAge());
    }

    @Bean
    Throttle throttle(LoginFailures failures, InstantSource clock) {
        return new Throttle(failures, clock);
    }

    @Bean
    RememberedTokens rememberedTokens() {
        return new RememberedTokens();
    }
}
