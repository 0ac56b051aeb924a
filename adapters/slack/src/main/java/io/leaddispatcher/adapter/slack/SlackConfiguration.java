package io.leaddispatcher.adapter.slack;

import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.dispatch.CardChanges;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.Sandbox;
import io.leaddispatcher.application.dispatch.SlackOutlet;
import io.leaddispatcher.application.dispatch.port.SlackMessenger;
import io.leaddispatcher.application.egress.EgressGuard;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.slack.ActFromSlack;
import io.leaddispatcher.application.slack.AskForLeadFromSlack;
import io.leaddispatcher.application.slack.AskFromSlack;
import io.leaddispatcher.application.slack.CommandFromSlack;
import io.leaddispatcher.application.slack.CreateLeadFromSlack;
import io.leaddispatcher.application.slack.ExplainDeclineFromSlack;
import io.leaddispatcher.application.slack.FindSlackTeam;
import io.leaddispatcher.application.slack.LoseSlack;
import io.leaddispatcher.application.slack.NoteSlackRequest;
import io.leaddispatcher.application.slack.ShowSlackHome;
import io.leaddispatcher.application.slack.SnoozeFromSlack;
import io.leaddispatcher.application.slack.port.Afterwards;
import io.leaddispatcher.application.slack.port.SlackDirectory;
import io.leaddispatcher.application.slack.port.SlackInstaller;
import io.leaddispatcher.application.slack.port.SlackUsers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** Slack as a way to tell people, and as a place where they act. */
@Configuration(proxyBeanMethods = false)
public class SlackConfiguration {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Bean
    SlackClient slackClient(
            @Qualifier("operator") EgressGuard egress,
            @Value("${dispatcher.slack.api-base-url:https://slack.com/api/}") String apiBaseUrl) {
        return new SlackClient(apiBaseUrl, egress, TIMEOUT);
    }

    /** The client blocks; how many calls run at once is bounded by the places of the outbox. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService slackThreads() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("slack-", 0).factory());
    }

    @Bean
    SlackMessenger slackMessenger(
            SlackClient client, ExecutorService slackThreads, InstantSource clock) {
        return new WebApiSlackMessenger(
                client, Schedulers.fromExecutorService(slackThreads), clock);
    }

    @Bean
    ConnectionProbe slackProbe(SlackClient client, ExecutorService slackThreads) {
        return new SlackProbe(client, Schedulers.fromExecutorService(slackThreads));
    }

    @Bean
    SlackOutlet slackOutlet(
            ConnectedChannels channels,
            SlackMessenger messenger,
            CardChanges changes,
            Sandbox sandbox) {
        return new SlackOutlet(channels, messenger, changes, sandbox);
    }

    @Bean
    SlackUsers slackUsers(SlackClient client, ExecutorService slackThreads) {
        return new WebApiSlackUsers(client, Schedulers.fromExecutorService(slackThreads));
    }

    @Bean
    SlackDirectory slackDirectory(SlackClient client, ExecutorService slackThreads) {
        return new WebApiSlackDirectory(client, Schedulers.fromExecutorService(slackThreads));
    }

    @Bean
    SlackInstaller slackInstaller(SlackClient client, ExecutorService slackThreads) {
        return new WebApiSlackInstaller(client, Schedulers.fromExecutorService(slackThreads));
    }

    @Bean
    SlackReplies slackReplies(
            SlackClient client,
            ExecutorService slackThreads,
            @Value("${dispatcher.slack.api-base-url:https://slack.com/api/}") String apiBaseUrl) {
        return new SlackReplies(client, Schedulers.fromExecutorService(slackThreads), apiBaseUrl);
    }

    @Bean
    SlackWindows slackWindows(SlackClient client, ExecutorService slackThreads) {
        return new SlackWindows(client, Schedulers.fromExecutorService(slackThreads));
    }

    @Bean
    SlackInteractions slackInteractions(
            ActFromSlack acts,
            AskFromSlack asks,
            SnoozeFromSlack snoozes,
            DeclineReasons reasons,
            SlackWindows windows,
            SlackReplies replies,
            SlackHomes homes,
            NewLeads newLeads,
            WindowAnswers answers,
            Afterwards afterwards) {
        return new SlackInteractions(
                acts,
                asks,
                snoozes,
                reasons,
                windows,
                replies,
                homes,
                newLeads,
                answers,
                afterwards);
    }

    @Bean
    DeclineReasons declineReasons(
            ExplainDeclineFromSlack explain,
            SlackWindows windows,
            SlackReplies replies,
            WindowAnswers answers) {
        return new DeclineReasons(explain, windows, replies, answers);
    }

    @Bean
    WindowAnswers windowAnswers(Afterwards afterwards, SlackReplies replies) {
        return new WindowAnswers(afterwards, replies);
    }

    @Bean
    NewLeads newLeads(
            AskForLeadFromSlack asks,
            CreateLeadFromSlack creates,
            SlackWindows windows,
            WindowAnswers answers,
            SlackReplies replies,
            Afterwards afterwards,
            SlackLists lists) {
        return new NewLeads(asks, creates, windows, answers, replies, afterwards, lists);
    }

    @Bean
    SlackLists slackLists(
            @Value("${dispatcher.public-url:http://localhost:8080}") String publicUrl) {
        return new SlackLists(publicUrl);
    }

    @Bean
    SlackHomes slackHomes(
            ShowSlackHome showHome, SlackWindows windows, SlackLists lists, Afterwards afterwards) {
        return new SlackHomes(showHome, windows, new SlackHome(lists), afterwards);
    }

    @Bean
    SlackEvents slackEvents(LoseSlack loseSlack, SlackHomes homes) {
        return new SlackEvents(loseSlack, homes);
    }

    @Bean
    SlackCommands slackCommands(
            CommandFromSlack commands,
            SlackReplies replies,
            SlackLists lists,
            Afterwards afterwards) {
        return new SlackCommands(commands, replies, lists, afterwards);
    }

    @Bean
    SlackInbox slackInbox(
            FindSlackTeam teams,
            SlackClient client,
            ExecutorService slackThreads,
            NoteSlackRequest note,
            SlackInteractions interactions,
            SlackEvents events,
            SlackCommands commands) {
        return new SlackInbox(
                teams,
                new SlackTokens(client, Schedulers.fromExecutorService(slackThreads)),
                note,
                interactions,
                events,
                commands);
    }

    @Bean
    SlackHook slackHook(
            ResolveHook hooks,
            CountRejectedDelivery rejected,
            SlackInbox inbox,
            InstantSource clock,
            @Value("${dispatcher.slack.signing-secret:}") String hostedSecret) {
        return new SlackHook(hooks, rejected, inbox, clock, hostedSecret);
    }
}
