package io.leaddispatcher.adapter.rest.hook;

import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.ReceiveEvents;
import io.leaddispatcher.application.intake.port.EventTranslator;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The doors for forms and signed webhooks, and what reads their events. */
@Configuration(proxyBeanMethods = false)
public class HookConfiguration {

    @Bean
    FormHook formHook(ResolveHook hooks, ReceiveEvents receive, Ids ids, InstantSource clock) {
        return new FormHook(hooks, receive, ids, clock);
    }

    @Bean
    FormPreflight formPreflight(ResolveHook hooks) {
        return new FormPreflight(hooks);
    }

    @Bean
    GenericHook genericHook(
            ResolveHook hooks,
            CountRejectedDelivery rejected,
            ReceiveEvents receive,
            InstantSource clock) {
        return new GenericHook(hooks, rejected, receive, clock);
    }

    @Bean
    EventTranslator formTranslator() {
        return new FormTranslator();
    }

    @Bean
    EventTranslator genericTranslator() {
        return new LeadBodyTranslator(GenericHook.TYPE, true);
    }

    @Bean
    EventTranslator apiTranslator() {
        return new LeadBodyTranslator("api", false);
    }
}
