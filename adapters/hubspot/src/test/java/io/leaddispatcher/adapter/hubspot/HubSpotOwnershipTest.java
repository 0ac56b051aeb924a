package io.leaddispatcher.adapter.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leaddispatcher.adapter.hubspot.StandInHubSpot.Fault;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.crm.port.CrmOwnership.NewTask;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class HubSpotOwnershipTest {

    private static final Instant NOW = Instant.parse("2026-03-02T22:00:00Z");
    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final ConnectionAccess CONNECTION =
            new ConnectionAccess(
                    new ConnectionKey("hs"),
                    "hubspot",
                    Map.of("callsPerSecond", "100"),
                    Map.of("accessToken", new Secret("pat-1")));
    private static final NewTask CALL =
            new NewTask(new UUID(0, 9), "51", "77", NextAction.Task.CALL, "Call", NOW);

    private final StandInHubSpot hubSpot = new StandInHubSpot();
    private final HubSpotOwnership ownership =
            new HubSpotOwnership(
                    new HubSpotApi(
                            WebClient.create(),
                            hubSpot.url(),
                            InstantSource.fixed(NOW),
                            Schedulers.parallel()),
                    InstantSource.fixed(NOW));

    HubSpotOwnershipTest() {
        hubSpot.contacts.put("51", "-");
        hubSpot.owners.put("mia@x.test", "77");
    }

    @AfterEach
    void stop() {
        hubSpot.close();
    }

    @Test
    void theOwnerIsWritten() {
        ownership.writeOwner(TENANT, CONNECTION, "51", "77").block(Duration.ofSeconds(10));

        assertThat(hubSpot.contacts).containsEntry("51", "77");
    }

    @Test
    void anOwnerIsFoundByEMailAndRemembered() {
        for (int i = 0; i < 2; i++) {
            assertThat(answer(ownership.ownerByEmail(TENANT, CONNECTION, "mia@x.test")))
                    .isEqualTo("77");
        }
        assertThat(
                        ownership
                                .ownerByEmail(TENANT, CONNECTION, "ben@x.test")
                                .blockOptional(Duration.ofSeconds(10)))
                .isEmpty();
        assertThat(hubSpot.calls).hasSize(2);
    }

    @Test
    void aTaskThatWasMadeWithoutAnAnswerIsNotMadeTwice() {
        hubSpot.faults.add(new Fault("POST", 502, null, "", true));

        assertThat(refusal(ownership.createTask(TENANT, CONNECTION, CALL)))
                .isInstanceOf(Attempt.Retry.class);
        assertThat(answer(ownership.createTask(TENANT, CONNECTION, CALL))).isEqualTo("t1");

        assertThat(hubSpot.tasks).hasSize(1);
        var made = Objects.requireNonNull(hubSpot.tasks.get("t1"));
        assertThat(made.contact()).isEqualTo("51");
        assertThat(made.properties())
                .containsEntry("hs_task_type", "CALL")
                .containsEntry("hs_timestamp", "2026-03-02T22:00:00Z")
                .containsEntry("hubspot_owner_id", "77");
    }

    @Test
    void whatIsWrongIsToldInHubSpotsOwnWords() {
        var unknown = refusal(ownership.writeOwner(TENANT, CONNECTION, "51", "78"));
        assertThat(unknown).isInstanceOf(Attempt.Dead.class);
        assertThat(unknown.toString()).contains("400: 78 is no owner");

        assertThat(refusal(ownership.writeOwner(TENANT, CONNECTION, "52", "77")).toString())
                .contains("HUBSPOT_NOT_FOUND");
        assertThat(hubSpot.contacts).containsEntry("51", "-");
    }

    @Test
    void itsWishForPatienceIsHonoured() {
        hubSpot.faults.add(new Fault("PATCH", 429, "7", "{}", false));

        assertThat(refusal(ownership.writeOwner(TENANT, CONNECTION, "51", "77")))
                .isInstanceOfSatisfying(
                        Attempt.Retry.class,
                        retry -> assertThat(retry.after()).isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void aTokenThatIsRefusedWaitsUntilItIsMended() {
        hubSpot.faults.add(new Fault("PATCH", 401, null, "{}", false));

        assertThat(refusal(ownership.writeOwner(TENANT, CONNECTION, "51", "77")))
                .isInstanceOfSatisfying(
                        Attempt.Retry.class,
                        retry ->
                                assertThat(retry.cause().code()).isEqualTo("HUBSPOT_UNAUTHORIZED"));
    }

    private static String answer(Mono<String> asked) {
        return asked.blockOptional(Duration.ofSeconds(10)).orElseThrow();
    }

    private static Attempt refusal(Mono<?> asked) {
        return Objects.requireNonNull(
                        catchThrowableOfType(
                                CrmRefusedException.class,
                                () -> asked.block(Duration.ofSeconds(10))))
                .attempt();
    }
}
