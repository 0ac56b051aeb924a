package io.leaddispatcher.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.webhook.WebhookSubscription.Disabled;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookSubscriptionTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final WebhookDocument DOCUMENT =
            new WebhookDocument(
                    URI.create("https://hooks.acme.example/"),
                    Set.of(WebhookEventType.LEAD_ROUTED),
                    true);

    private final WebhookSubscription made =
            WebhookSubscription.made(new WebhookId(new UUID(7, 1)), DOCUMENT, NOON, 1);

    @Test
    void itWantsWhatItNamesWhileItIsOn() {
        assertThat(made.wants(WebhookEventType.LEAD_ROUTED)).isTrue();
        assertThat(made.wants(WebhookEventType.LEAD_QUEUED)).isFalse();
        assertThat(made.gone(NOON).wants(WebhookEventType.LEAD_ROUTED)).isFalse();
        assertThat(made.document()).isEqualTo(DOCUMENT);
    }

    @Test
    void itIsSwitchedOffByTimeAndNeverByCount() {
        WebhookSubscription failing = made;
        Instant end = NOON.plus(WebhookSubscription.PATIENCE);
        for (Instant at = NOON; at.isBefore(end); at = at.plus(Duration.ofMinutes(1))) {
            failing = failing.failed(at);
        }
        assertThat(failing.active()).isTrue();
        assertThat(failing.failingSince()).isEqualTo(NOON);

        WebhookSubscription off = failing.failed(end);

        assertThat(off.active()).isFalse();
        assertThat(off.disabledAt()).isEqualTo(end);
        assertThat(off.disabledBecause()).isEqualTo(Disabled.FAILING);
        assertThat(off.failed(end.plusSeconds(60)).disabledAt()).isEqualTo(end);
    }

    @Test
    void anotherVersionIsTheSameButForItsNumber() {
        WebhookSubscription off = made.failed(NOON).gone(NOON.plusSeconds(1));

        assertThat(off.withVersion(7).version()).isEqualTo(7);
        assertThat(off.withVersion(7).withVersion(off.version())).isEqualTo(off);
    }

    @Test
    void whatGoesWellEndsTheFailing() {
        WebhookSubscription worked = made.failed(NOON).worked();

        assertThat(worked.failingSince()).isNull();
        assertThat(worked.failed(NOON.plus(Duration.ofDays(9))).active()).isTrue();
    }

    @Test
    void oneThatSaysItIsGoneIsSwitchedOffAtOnce() {
        WebhookSubscription gone = made.gone(NOON);

        assertThat(gone.active()).isFalse();
        assertThat(gone.disabledBecause()).isEqualTo(Disabled.GONE);
        assertThat(gone.failingSince()).isEqualTo(NOON);
        assertThat(made.failed(NOON).gone(NOON.plusSeconds(9)).failingSince()).isEqualTo(NOON);
    }

    @Test
    void anAdminsWordEndsWhatWasBefore() {
        WebhookSubscription again = made.gone(NOON).with(DOCUMENT, 2);

        assertThat(again.active()).isTrue();
        assertThat(again.disabledBecause()).isNull();
        assertThat(again.failingSince()).isNull();
        assertThat(again.version()).isEqualTo(2);
        assertThat(again.withNewSecret(NOON.plusSeconds(1), 3))
                .extracting(WebhookSubscription::secretSetAt, WebhookSubscription::version)
                .containsExactly(NOON.plusSeconds(1), 3L);
    }
}
