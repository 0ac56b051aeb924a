package io.leaddispatcher.infra.housekeeping;

import io.leaddispatcher.application.closure.DeleteClosedWorkspaces;
import io.leaddispatcher.application.crm.MirrorCompanies;
import io.leaddispatcher.application.encryption.EncryptStoredLeads;
import io.leaddispatcher.application.idempotency.ForgetPastRequests;
import io.leaddispatcher.application.lead.port.PendingWords;
import io.leaddispatcher.application.me.SendDigests;
import io.leaddispatcher.application.policy.PublishScheduled;
import io.leaddispatcher.application.poll.PollConnections;
import io.leaddispatcher.application.retention.RemovePastData;
import io.leaddispatcher.application.task.TellDueTasks;
import io.leaddispatcher.application.teamdigest.MakeTeamDigests;
import io.leaddispatcher.infra.monitoring.CheckGauges;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every node does all of it; they share the work by what they find unlocked. */
@Configuration(proxyBeanMethods = false)
class HousekeepingConfiguration {

    @Bean
    Chore deletion(DeleteClosedWorkspaces deleteClosedWorkspaces) {
        return new Chore(
                "closed workspaces stay", Duration.ofSeconds(5), deleteClosedWorkspaces::handle);
    }

    @Bean
    Chore removal(RemovePastData removePastData) {
        return new Chore("what is over stays", Duration.ofSeconds(30), removePastData::handle);
    }

    @Bean
    Chore encryption(EncryptStoredLeads encryptStoredLeads) {
        return new Chore(
                "sensitive fields stay readable",
                Duration.ofSeconds(10),
                encryptStoredLeads::handle);
    }

    @Bean
    Chore mirroring(MirrorCompanies mirrorCompanies) {
        return new Chore(
                "the companies of CRMs are not mirrored",
                Duration.ofSeconds(1),
                () -> mirrorCompanies.handle().then());
    }

    @Bean
    Chore polling(PollConnections pollConnections) {
        return new Chore(
                "what has changed elsewhere is not asked for",
                Duration.ofSeconds(2),
                pollConnections::handle);
    }

    @Bean
    Chore counting(CheckGauges checkGauges) {
        return new Chore(
                        "the checks are not counted for Prometheus",
                        Duration.ofMinutes(1),
                        checkGauges::refresh)
                .resting(100);
    }

    @Bean
    Chore forgetting(ForgetPastRequests forgetPastRequests) {
        return new Chore("past requests stay", Duration.ofMinutes(10), forgetPastRequests::handle);
    }

    @Bean
    Chore sorting(PendingWords pendingWords) {
        // A little at a time: while it sorts, leads wait for a processor.
        return new Chore(
                "new words wait for the index", Duration.ofMillis(500), pendingWords::sortIn);
    }

    @Bean
    Chore publishing(PublishScheduled publishScheduled) {
        return new Chore(
                "what is scheduled is not published",
                Duration.ofMillis(250),
                publishScheduled::handle);
    }

    @Bean
    Chore summing(MakeTeamDigests makeTeamDigests) {
        return new Chore(
                "summaries of teams are not made", Duration.ofSeconds(20), makeTeamDigests::handle);
    }

    @Bean
    Chore digests(SendDigests sendDigests) {
        return new Chore("nobody gets a digest", Duration.ofSeconds(20), sendDigests::handle);
    }

    @Bean
    Chore dueTasks(TellDueTasks tellDueTasks) {
        return new Chore(
                "nobody is told of due tasks", Duration.ofSeconds(2), tellDueTasks::handle);
    }
}
