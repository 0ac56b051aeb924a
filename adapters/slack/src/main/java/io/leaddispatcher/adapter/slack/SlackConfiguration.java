package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.Sandbox;
import io.leaddispatcher.application.dispatch.SlackOutlet;
import io.leaddispatcher.application.dispatch.port.SlackMessenger;
import io.leaddispatcher.application.egress.EgressGuard;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** Slack as a way to tell people. */
@Configuration(proxyBeanMethods = false)
public class SlackConfiguration {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Bean
    SlackClient slackClient(
            EgressGuard egress,
            @Value("${dispatcher.slack.api-base-url:https://slack.com/api/}") String apiBaseUrl) {
        return new SlackClient(apiBaseUrl, egress, TIMEOUT);
    }

    /** The client blocks; how many calls run at once is bounded by the places of the outbox. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService slackThreads() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("slack-", 0).factory());
    }

    @Bean
    SlackMessenger slackMessenger(SlackClient client, ExecutorService slackThreads) {
        return new WebApiSlackMessenger(client, Schedulers.fromExecutorService(slackThreads));
    }

    @Bean
    ConnectionProbe slackProbe(SlackClient client, ExecutorService slackThreads) {
        return new SlackProbe(client, Schedulers.fromExecutorService(slackThreads));
    }

    @Bean
    SlackOutlet slackOutlet(ConnectedChannels channels, SlackMessenger messenger, Sandbox sandbox) {
        return new SlackOutlet(channels, messenger, sandbox);
    }
}
