package io.leaddispatcher.adapter.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.hubspot.StandInHubSpot.Fault;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.crm.CrmContract;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.domain.connection.ConnectionKey;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.scheduler.Schedulers;

class HubSpotContractTest implements CrmContract {

    private static final ConnectionAccess CONNECTION =
            new ConnectionAccess(
                    new ConnectionKey("hs"),
                    "hubspot",
                    Map.of("callsPerSecond", "100"),
                    Map.of("accessToken", new Secret("pat-1")));

    private final StandInHubSpot hubSpot = new StandInHubSpot();
    private final Crm crm =
            HubSpotCrm.of(
                    new HubSpotApi(
                            WebClient.create(),
                            HubSpotTokens.pasted(),
                            hubSpot.url(),
                            InstantSource.fixed(DUE),
                            Schedulers.parallel()),
                    InstantSource.fixed(DUE));

    HubSpotContractTest() {
        hubSpot.records().contact(51, null, Map.of());
        hubSpot.records().owner("77", MIA);
    }

    @AfterEach
    void stop() {
        hubSpot.close();
    }

    @Override
    public Crm crm() {
        return crm;
    }

    @Override
    public ConnectionAccess connection() {
        return CONNECTION;
    }

    @Override
    public String record() {
        return "51";
    }

    @Override
    public String goneRecord() {
        return "52";
    }

    @Override
    public String mia() {
        return "77";
    }

    @Override
    public void deactivateMia() {
        hubSpot.records().deactivate(mia());
    }

    @Override
    public String ownerThere() {
        return hubSpot.records().ownerOf(51);
    }

    @Override
    public int activitiesThere() {
        return Stream.of("tasks", "notes", "meetings")
                .mapToInt(kind -> hubSpot.records().activities(kind).size())
                .sum();
    }

    @Override
    public int openTasksThere() {
        return (int)
                hubSpot.records().activities("tasks").stream()
                        .filter(each ->
                                !"COMPLETED".equals(each.properties().get("hs_task_status")))
                        .count();
    }

    @Test
    void anActivityBeyondTheFirstPageIsNotMadeTwice() {
        hubSpot.records().associationsAtOnce(2);
        for (int number = 1; number <= 5; number++) {
            note(number);
        }

        String there = note(6);

        assertThat(note(6)).isEqualTo(there);
        assertThat(activitiesThere()).isEqualTo(6);
    }

    private String note(int number) {
        return Objects.requireNonNull(
                crm().activities()
                        .createNote(
                                TENANT,
                                connection(),
                                new CrmActivities.NewNote(
                                        new UUID(9, number), record(), null, "Hello", DUE))
                        .block(PATIENCE));
    }

    @Override
    public void loseTheAnswerOfTheNext(String method) {
        hubSpot.fail(new Fault(method, 502, null, "", true));
    }

    @Override
    public void beBusyForTheNext(String method) {
        hubSpot.fail(new Fault(method, 429, "1", "{}", false));
    }
}
