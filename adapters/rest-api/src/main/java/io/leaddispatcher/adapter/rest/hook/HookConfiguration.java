package io.leaddispatcher.adapter.rest.hook;

import io.leaddispatcher.application.form.NoteUnmappedFields;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.hook.TakeDelivery;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.port.EventTranslator;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The doors for forms and signed webhooks, and what reads their events. */
@Configuration(proxyBeanMethods = false)
public class HookConfiguration {

    @Bean
    FormHook formHook(
            ResolveHook hooks,
            TakeDelivery deliveries,
            NoteUnmappedFields noteUnmapped,
            Ids ids,
            InstantSource clock) {
        return new FormHook(hooks, deliveries, new UnmappedFieldNotes(noteUnmapped), ids, clock);
    }

    @Bean
    FormPreflight formPreflight(ResolveHook hooks) {
        return new FormPreflight(hooks);
    }

    @Bean
    GenericHook genericHook(
            ResolveHook hooks,
            CountRejectedDelivery rejected,
            TakeDelivery deliveries,
            InstantSource clock) {
        return new GenericHook(hooks, rejected, deliveries, clock);
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
