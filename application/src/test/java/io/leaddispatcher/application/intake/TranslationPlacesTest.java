package io.leaddispatcher.application.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.intake.port.ReceivedEvents.Claim;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TranslationPlacesTest {

    private static final TenantId BUSY = new TenantId(new UUID(0, 1));
    private static final TenantId OTHER = new TenantId(new UUID(0, 2));

    private final InMemoryInboundEvents events = new InMemoryInboundEvents();
    private final TranslationPlaces places = new TranslationPlaces(events, Duration.ofMinutes(2));
    private long ids;

    @Test
    void aWorkspaceWithThousandsLeavesPlacesToOthers() {
        receive(BUSY, 2_000);
        receive(OTHER, 1);

        List<Claim> all = takeAll();

        assertThat(all).filteredOn(claim -> claim.tenant().equals(OTHER)).hasSize(1);
        assertThat(all).hasSize(TranslationPlaces.SHARE + 1);
    }

    @Test
    void aPlaceThatIsGivenBackIsTakenByTheNextOne() {
        receive(BUSY, 2_000);
        List<Claim> all = takeAll();

        places.giveBack(all.getFirst());

        assertThat(takeAll()).hasSize(1).doesNotContainAnyElementsOf(all);
    }

    @Test
    void noMoreAreTranslatedAtOnceThanThereArePlaces() {
        for (int i = 0; i < 10; i++) {
            receive(new TenantId(new UUID(1, i)), 100);
        }

        assertThat(takeAll()).hasSize(TranslationPlaces.ALL);
    }

    @Test
    void whoeverGaveSeveralMayHaveMore() {
        assertThat(TranslationPlaces.mayBeMore(List.of(claim(BUSY), claim(OTHER)))).isFalse();
        assertThat(TranslationPlaces.mayBeMore(List.of(claim(BUSY), claim(BUSY)))).isTrue();
    }

    private List<Claim> takeAll() {
        return places.take()
                .repeat(10)
                .flatMapIterable(taken -> taken)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private Claim claim(TenantId tenant) {
        return new Claim(tenant, new UUID(2, ++ids));
    }

    private void receive(TenantId tenant, int number) {
        for (int i = 0; i < number; i++) {
            UUID id = new UUID(2, ++ids);
            events.keep(
                            id,
                            new InboundEvent(
                                    tenant,
                                    null,
                                    "form",
                                    "key:" + id,
                                    "application/json",
                                    "{}".getBytes(UTF_8),
                                    Instant.EPOCH))
                    .block();
        }
    }
}
