package io.leaddispatcher.adapter.hubspot;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.hubspot.HubSpotApi.Account;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What becomes of those who come to an account whose turns are taken. */
class HubSpotPaceTest extends HubSpotDesk {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final List<Throwable> refused = new CopyOnWriteArrayList<>();
    private final Account account =
            new Account(new TenantId(new UUID(0, 1)), connection().with("callsPerSecond", "9"));

    @BeforeEach
    void answer() {
        hubSpot.stubFor(get(urlPathEqualTo("/contacts")).willReturn(okJson("{}")));
    }

    @Test
    void nobodyWaitsInPlaceForATurnThatIsLongAway() {
        HubSpotApi api = calm();

        ask(api, 100);

        // A second's worth goes at once, and that of three seconds waits for its turn.
        assertThat(refused).hasSize(100 - 9 - 27);
        assertThat(refused)
                .allSatisfy(error ->
                        assertThat(error)
                                .isInstanceOfSatisfying(
                                        TranslationFailedException.class,
                                        failure -> assertThat(failure.isUntried()).isTrue()));
    }

    @Test
    void thoseWhoCameInVainComeAgainOneAfterTheOther() {
        ask(calm(), 1_000);

        assertThat(waits()).isSorted();
        assertThat(waits().getFirst()).isGreaterThan(Duration.ofSeconds(3));
        assertThat(waits().getLast()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(111));
    }

    @Test
    void whatWasBegunIsStillGoneOnWith() {
        HubSpotApi api = calm();
        ask(api, 100);
        refused.clear();

        api.goOn(account, Map.of(), "contacts").subscribe(_ -> {}, refused::add);

        assertThat(refused).isEmpty();
    }

    private List<Duration> waits() {
        return refused.stream()
                .map(TranslationFailedException.class::cast)
                .map(failure -> failure.retryAfter().orElseThrow())
                .toList();
    }

    private void ask(HubSpotApi api, int times) {
        for (int i = 0; i < times; i++) {
            api.get(account, Map.of(), "contacts").subscribe(_ -> {}, refused::add);
        }
    }

    /** No time passes. */
    private HubSpotApi calm() {
        return new HubSpotApi(
                WebClient.create(),
                HubSpotTokens.pasted(),
                hubSpot.baseUrl(),
                InstantSource.fixed(NOW),
                time);
    }
}
