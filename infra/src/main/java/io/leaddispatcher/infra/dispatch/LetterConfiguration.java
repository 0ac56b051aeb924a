package io.leaddispatcher.infra.dispatch;

import io.leaddispatcher.application.disclosure.DisclosureNotice;
import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.InstallationMail;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.letter.Letters;
import io.leaddispatcher.application.letter.port.LetterSender;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.notice.AdministratorLetters;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Letters about access. */
@Configuration(proxyBeanMethods = false)
class LetterConfiguration {

    @Bean
    Letters letters(
            ChannelConnections connections,
            InstallationMail installation,
            LetterSender sender,
            Ids ids,
            DispatcherSettings settings) {
        return new Letters(
                connections,
                installation,
                new BackgroundLetterPost(sender, ids),
                settings.publicUrl());
    }

    @Bean
    DisclosureNotice disclosureNotice(Members members, Letters letters) {
        return new DisclosureNotice(members, letters);
    }

    @Bean
    AdministratorLetters administratorLetters(
            Members members, Workspaces workspaces, Letters letters, Outbox outbox, Ids ids) {
        return new AdministratorLetters(members, workspaces, letters, outbox, ids);
    }
}
