package io.leaddispatcher.adapter.meetings;

import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.hook.TakeDelivery;
import io.leaddispatcher.application.intake.port.EventTranslator;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Calendly and Cal.com bring. */
@Configuration(proxyBeanMethods = false)
public class MeetingsConfiguration {

    @Bean
    MeetingHooks meetingHooks(
            ResolveHook hooks,
            CountRejectedDelivery rejected,
            TakeDelivery deliveries,
            InstantSource clock) {
        return new MeetingHooks(
                new MeetingInbox(hooks, rejected, deliveries, clock),
                new CalendlyProvider(clock),
                new CalComProvider());
    }

    @Bean
    EventTranslator calendlyTranslator() {
        return new MeetingTranslator(CalendlyProvider.TYPE, CalendlyEvent::new);
    }

    @Bean
    EventTranslator calComTranslator() {
        return new MeetingTranslator(CalComProvider.TYPE, CalComEvent::new);
    }
}
