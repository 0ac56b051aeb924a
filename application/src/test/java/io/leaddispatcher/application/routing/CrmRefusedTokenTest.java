package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How writes wait while the CRM refuses our token. */
class CrmRefusedTokenTest {

    private static final Attempt REFUSED =
            new Attempt.Retry(Duration.ofMinutes(5), new Cause("HUBSPOT_UNAUTHORIZED", "refused"));

    private final CrmDesk crm = new CrmDesk();

    @Test
    void whatAnOldTokenWasRefusedIsTriedAgainAtOnceWithTheNewOne() {
        crm.toSales(ConnectionType.HUBSPOT);
        crm.refusal = REFUSED;
        assertThat(crm.send(0)).isEqualTo(REFUSED);

        crm.now = NOON.plus(Duration.ofMinutes(5));
        crm.whileRefusing = () -> crm.connect(true, Map.of(), "accessToken");

        assertThat(crm.send(0)).isEqualTo(new Attempt.NotYet(Duration.ofSeconds(1)));
    }

    @Test
    void whileATokenIsRefusedOneWriteAsksForAll() {
        crm.toSales(ConnectionType.HUBSPOT);
        crm.refusal = REFUSED;

        assertThat(crm.send(0)).isEqualTo(REFUSED);
        for (int i = 0; i < 3; i++) {
            assertThat(crm.send(1)).isEqualTo(new Attempt.NotYet(Duration.ofMinutes(5)));
            assertThat(crm.send(0)).isEqualTo(new Attempt.NotYet(Duration.ofMinutes(5)));
        }
        assertThat(crm.refusals).isEqualTo(1);
    }

    @Test
    void whenTheTimeIsUpOneAsksAgainAndTheOthersWaitForWhatComesOfIt() {
        crm.toSales(ConnectionType.HUBSPOT);
        crm.refusal = REFUSED;
        crm.send(0);
        crm.now = NOON.plus(Duration.ofMinutes(5));
        List<Attempt> others = new ArrayList<>();
        crm.whileRefusing = () -> others.add(crm.send(1));

        assertThat(crm.send(0)).isEqualTo(REFUSED);

        assertThat(others).containsExactly(new Attempt.NotYet(Duration.ofSeconds(15)));
        assertThat(crm.refusals).isEqualTo(2);
    }

    @Test
    void oneThatIsTakenAgainLetsTheOthersGo() {
        crm.toSales(ConnectionType.HUBSPOT);
        crm.refusal = REFUSED;
        crm.send(0);
        crm.now = NOON.plus(Duration.ofMinutes(5));
        crm.refusal = null;

        assertThat(crm.send(0)).isEqualTo(new Attempt.Delivered("77"));
        assertThat(crm.send(1)).isEqualTo(new Attempt.Delivered("t1"));
    }

    @Test
    void newSecretsEndTheWait() {
        crm.toSales(ConnectionType.HUBSPOT);
        crm.refusal = REFUSED;
        crm.send(0);
        crm.refusal = null;

        crm.connect(true, Map.of(), "accessToken");

        assertThat(crm.send(1)).isEqualTo(new Attempt.Delivered("t1"));
    }
}
