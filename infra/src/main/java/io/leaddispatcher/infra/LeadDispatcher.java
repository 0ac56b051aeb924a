package io.leaddispatcher.infra;

import io.leaddispatcher.adapter.email.EmailConfiguration;
import io.leaddispatcher.adapter.hubspot.HubSpotConfiguration;
import io.leaddispatcher.adapter.meetings.MeetingsConfiguration;
import io.leaddispatcher.adapter.oidc.OidcConfiguration;
import io.leaddispatcher.adapter.postgres.PostgresConfiguration;
import io.leaddispatcher.adapter.push.PushConfiguration;
import io.leaddispatcher.adapter.rest.RestApiConfiguration;
import io.leaddispatcher.adapter.rest.hook.HookConfiguration;
import io.leaddispatcher.adapter.restcrm.RestCrmConfiguration;
import io.leaddispatcher.adapter.salesforce.SalesforceConfiguration;
import io.leaddispatcher.adapter.slack.SlackConfiguration;
import io.leaddispatcher.adapter.webhook.WebhookConfiguration;
import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.infra.access.ResetSecondFactorCommand;
import io.leaddispatcher.infra.audit.VerifyAuditCommand;
import io.leaddispatcher.web.WebConfiguration;
import io.leaddispatcher.web.session.SessionConfiguration;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The application: every use case, every adapter by name. */
@SpringBootApplication(exclude = ReactiveUserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
@ComponentScan(
        basePackages = {"io.leaddispatcher.infra", "io.leaddispatcher.application"},
        includeFilters =
                @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = UseCase.class))
@Import({
    EmailConfiguration.class,
    HookConfiguration.class,
    HubSpotConfiguration.class,
    MeetingsConfiguration.class,
    OidcConfiguration.class,
    PostgresConfiguration.class,
    RestApiConfiguration.class,
    SalesforceConfiguration.class,
    RestCrmConfiguration.class,
    SessionConfiguration.class,
    SlackConfiguration.class,
    WebConfiguration.class,
    PushConfiguration.class,
    WebhookConfiguration.class
})
public class LeadDispatcher {

    public static void main(String[] args) {
        // What is kept, compared and shown as numbers has Latin digits, wherever the machine is.
        Locale.setDefault(Locale.ENGLISH);
        for (String arg : args) {
            if (arg.equals(VerifyAuditCommand.ARGUMENT)) {
                System.exit(VerifyAuditCommand.run(args));
            } else if (arg.startsWith(ResetSecondFactorCommand.ARGUMENT)) {
                String email = arg.substring(ResetSecondFactorCommand.ARGUMENT.length());
                System.exit(ResetSecondFactorCommand.run(email, args));
            }
        }
        SpringApplication.run(LeadDispatcher.class, args);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
