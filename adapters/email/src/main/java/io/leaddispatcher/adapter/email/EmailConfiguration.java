package io.leaddispatcher.adapter.email;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.EmailOutlet;
import io.leaddispatcher.application.dispatch.Sandbox;
import io.leaddispatcher.application.dispatch.port.DigestWriter;
import io.leaddispatcher.application.dispatch.port.EmailSender;
import io.leaddispatcher.application.dispatch.port.InstallationMail;
import io.leaddispatcher.application.dispatch.port.MailBounces;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.egress.EgressGuard;
import io.leaddispatcher.application.maillink.DigestLinks;
import io.leaddispatcher.application.maillink.MailLinks;
import io.leaddispatcher.application.optout.MailRefusals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import reactor.core.scheduler.Schedulers;

/** E-mail as a way to tell people. */
@Configuration(proxyBeanMethods = false)
public class EmailConfiguration {

    // Several of these fit into the longest try of the outbox.
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int SUBMISSION_PORT = 587;

    /** Transports block; how many run at once is bounded by the places of the outbox. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService emailThreads() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("email-", 0).factory());
    }

    @Bean
    SmtpServers smtpServers(EgressGuard egress, @Qualifier("operator") EgressGuard ownEgress) {
        return new SmtpServers(
                new GuardedSocketFactory(egress), new GuardedSocketFactory(ownEgress), TIMEOUT);
    }

    @Bean
    SmtpEmailSender emailSender(
            SmtpServers servers, ExecutorService emailThreads, InstantSource clock) {
        return new SmtpEmailSender(servers, Schedulers.fromExecutorService(emailThreads), clock);
    }

    @Bean
    ConnectionProbe smtpProbe(SmtpServers servers, ExecutorService emailThreads) {
        return new SmtpProbe(servers, Schedulers.fromExecutorService(emailThreads));
    }

    @Bean
    EmailOutlet emailOutlet(
            ConnectedChannels channels,
            EmailSender sender,
            MailLinks mailLinks,
            MailRefusals refusals,
            DigestLinks digestLinks,
            DigestWriter digestWriter,
            Sandbox sandbox,
            MailBounces bounces,
            InstantSource clock) {
        return new EmailOutlet(
                channels,
                sender,
                mailLinks,
                refusals,
                digestLinks,
                digestWriter,
                sandbox,
                bounces,
                clock);
    }

    /** Spring's own mail settings. */
    @Bean
    InstallationMail installationMail(
            Environment settings,
            @Value("${dispatcher.mail.from:lead-dispatcher@localhost}") String from) {
        String host = settings.getProperty("spring.mail.host", "");
        Optional<SmtpChannel> channel =
                host.isBlank()
                        ? Optional.empty()
                        : Optional.of(
                                new SmtpChannel(
                                        null,
                                        host,
                                        settings.getProperty(
                                                "spring.mail.port", Integer.class, SUBMISSION_PORT),
                                        from,
                                        settings.getProperty(
                                                "spring.mail.properties.mail.smtp.starttls.enable",
                                                Boolean.class,
                                                false),
                                        secret(settings.getProperty("spring.mail.username")),
                                        secret(settings.getProperty("spring.mail.password"))));
        return () -> channel;
    }

    private static @Nullable Secret secret(@Nullable String value) {
        return value == null || value.isBlank() ? null : new Secret(value);
    }
}
