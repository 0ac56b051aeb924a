package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
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
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SurveyRepsTest {

    private final RoutingDesk desk = new RoutingDesk();
    private final SurveyReps survey =
            new SurveyReps(
                    desk.configurations, desk.states, new ImmediateUnitOfWork(), () -> desk.now);

    @Test
    void aRepStandsAsTheRouterWouldFindThem() {
        desk.keep(
                ConfigurationKind.REP,
                "mia",
                "name",
                "Mia",
                "email",
                "mia@x.test",
                "capacity",
                Map.of("open", BigDecimal.ONE));
        desk.keep(
                ConfigurationKind.REP,
                "ben",
                "name",
                "Ben",
                "email",
                "ben@x.test",
                "workingHours",
                Map.of("THU", List.of("09:00-17:00")),
                "timeZone",
                "UTC");
        desk.keep(
                ConfigurationKind.TEAM,
                "emea",
                "name",
                "EMEA",
                "members",
                List.of("mia"),
                "holidays",
                "DE-BE");
        desk.rule("all", "assign", Map.of("rep", "mia"));
        desk.event(ANA);
        desk.turn();

        var all = survey();
        var mia = Objects.requireNonNull(all.get("mia"));
        assertThat(mia.load().open()).isEqualTo(1);
        assertThat(mia.reasons()).containsExactly(UnavailabilityReason.AT_CAPACITY);
        assertThat(mia.opensAt()).isNull();
        assertThat(mia.teams()).containsExactly("EMEA");
        assertThat(mia.holidays()).containsExactly("DE-BE");
        assertThat(mia.pools()).containsExactly("sales");
        var ben = Objects.requireNonNull(all.get("ben"));
        assertThat(ben.reasons()).containsExactly(UnavailabilityReason.OUT_OF_HOURS);
        assertThat(ben.opensAt()).isEqualTo(Instant.parse("2026-11-26T09:00:00Z"));
        assertThat(ben.load().today()).isZero();
    }

    @Test
    void whoMayNotSeeTheConfigurationSeesNobody() {
        var rep = new Caller(TENANT, new Actor.Token(new UUID(0, 2), Set.of(Scope.READ), Role.REP));

        assertThatThrownBy(() -> survey.handle(rep).block())
                .isInstanceOf(AccessDeniedException.class);
    }

    private Map<String, SurveyReps.Standing> survey() {
        return Objects.requireNonNull(survey.handle(Caller.system(TENANT)).block());
    }
}
