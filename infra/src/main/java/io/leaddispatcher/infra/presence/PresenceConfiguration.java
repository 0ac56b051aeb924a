package io.leaddispatcher.infra.presence;

import io.leaddispatcher.application.member.MemberNames;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.presence.DraftWatch;
import io.leaddispatcher.application.presence.port.EditorNames;
import io.leaddispatcher.application.presence.port.OtherDesks;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PresenceConfiguration {

    @Bean
    DraftWatch draftWatch(OtherDesks others, InstantSource clock) {
        return new DraftWatch(others, clock);
    }

    @Bean
    EditorNames editorNames(MemberNames names) {
        return names::of;
    }

    @Bean
    MemberNames memberNames(Members members) {
        return new MemberNames(members);
    }
}
