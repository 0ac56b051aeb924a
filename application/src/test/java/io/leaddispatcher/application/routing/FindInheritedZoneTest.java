package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FindInheritedZoneTest {

    private final RoutingDesk desk = new RoutingDesk();
    private final FindInheritedZone find =
            new FindInheritedZone(desk.configurations, new ImmediateUnitOfWork());

    @Test
    void aRepInheritsTheZoneOfATeamAndWhoeverIsNewThatOfTheWorkspace() {
        desk.keep(ConfigurationKind.REP, "mia", "name", "Mia", "email", "mia@x.test");
        desk.keep(
                ConfigurationKind.TEAM,
                "apac",
                "name",
                "APAC",
                "members",
                List.of("mia"),
                "timeZone",
                "Asia/Tokyo");
        var system = Caller.system(TENANT);

        assertThat(find.handle(new FindInheritedZone.Query(system, new RepKey("mia"))).block())
                .isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(find.handle(new FindInheritedZone.Query(system, null)).block())
                .isEqualTo(
                        find.handle(new FindInheritedZone.Query(system, new RepKey("zoe"))).block())
                .isNotEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void whoMayNotSeeTheConfigurationIsToldNothing() {
        var rep = new Caller(TENANT, new Actor.Token(new UUID(0, 2), Set.of(Scope.READ), Role.REP));

        assertThatThrownBy(() -> find.handle(new FindInheritedZone.Query(rep, null)).block())
                .isInstanceOf(AccessDeniedException.class);
    }
}
