package io.leaddispatcher.adapter.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.poll.port.ChangedRecords.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SalesforceChangesTest {

    private static final Instant SINCE = Instant.parse("2026-03-02T10:00:00Z");

    private final StandInSalesforce salesforce = new StandInSalesforce();
    private final Desk desk = new Desk(salesforce);
    private final SalesforceChanges changes = new SalesforceChanges(desk.api, () -> desk.now);

    @AfterEach
    void stop() {
        salesforce.close();
    }

    @Test
    void everyChangeComesOnceAlsoWhenThousandsWereMadeInOneSecond() {
        for (int i = 0; i < 1_500; i++) {
            lead(i, "2026-03-02T10:00:00.000+0000", false);
        }
        lead(1_500, "2026-03-02T10:00:07.000+0000", false);
        lead(1_501, "2026-03-02T09:59:59.000+0000", false);
        lead(1_502, "2026-03-02T10:00:08.000+0000", true);

        Page first = page(null);
        Page second = page(first.next());

        Set<String> keys = new HashSet<>();
        first.events().forEach(event -> keys.add(event.idempotencyKey()));
        second.events().forEach(event -> keys.add(event.idempotencyKey()));
        assertThat(first.events()).hasSize(1_000);
        assertThat(second.events()).hasSize(501);
        assertThat(keys).hasSize(1_501);
        assertThat(second.newest()).isEqualTo(Instant.parse("2026-03-02T10:00:07Z"));
        assertThat(second.next()).isNull();
    }

    @Test
    void theSameStateHasTheSameKeyAndAnotherOneAnother() {
        lead(1, "2026-03-02T10:00:00.000+0000", false);
        String before = key();
        assertThat(key()).isEqualTo(before);
        lead(1, "2026-03-02T10:00:01.000+0000", false);
        assertThat(key()).isNotEqualTo(before);
        assertThat(page(null).events().getFirst())
                .extracting(InboundEvent::source, InboundEvent::connection)
                .containsExactly("salesforce", Desk.KEY);
    }

    private String key() {
        return page(null).events().getFirst().idempotencyKey();
    }

    private Page page(@Nullable String cursor) {
        return Objects.requireNonNull(
                changes.since(Desk.TENANT, desk.connection(), SINCE, cursor)
                        .block(Duration.ofSeconds(10)));
    }

    private void lead(int i, String changedAt, boolean converted) {
        salesforce.put(
                "Lead",
                SalesforceId.of("00Q5g%010d".formatted(i)).orElseThrow().value(),
                Map.of("SystemModstamp", changedAt, "IsConverted", converted));
    }
}
