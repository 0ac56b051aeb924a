package io.leaddispatcher.infra.closure;

import io.leaddispatcher.application.closure.ClosedWorkspaces;
import io.leaddispatcher.application.closure.ClosureRules;
import io.leaddispatcher.application.closure.port.WorkspaceDeletions;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the use cases of closing a workspace share with every door. */
@Configuration(proxyBeanMethods = false)
class ClosureConfiguration {

    @Bean
    ClosedWorkspaces closedWorkspaces(WorkspaceDeletions deletions) {
        return new ClosedWorkspaces(deletions);
    }

    @Bean
    ClosureRules closureRules(DispatcherSettings settings) {
        return new ClosureRules(settings.workspaceDeletion().grace());
    }
}
