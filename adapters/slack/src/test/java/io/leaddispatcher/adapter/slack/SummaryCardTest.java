package io.leaddispatcher.adapter.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.TeamSummary;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SummaryCardTest {

    private static final DeliveryId DELIVERY = new DeliveryId(new UUID(0x0189000000007000L, 7));
    private static final Instant AT = Instant.parse("2026-11-26T07:30:00Z");

    private static TeamSummary summary(
            String team, TeamSummary.@Nullable Oldest oldest, @Nullable String busiest) {
        return new TeamSummary(
                team,
                ZoneId.of("Europe/Berlin"),
                AT.minusSeconds(86_400),
                AT,
                12,
                9,
                2,
                3,
                oldest,
                busiest,
                7,
                URI.create("https://app.example.test/leads"));
    }

    @Test
    void anySummaryIsAValidMessage() {
        var oldest =
                new TeamSummary.Oldest(
                        "L-ABC123",
                        AT.minusSeconds(7_200),
                        URI.create("https://app.example.test/leads/1"));
        for (String name :
                new String[] {"EMEA", "<!channel> & friends", "\uD83E\uDD8A".repeat(400)}) {
            BlockKit.requireValid(SummaryCard.body(summary(name, oldest, name), DELIVERY));
            BlockKit.requireValid(SummaryCard.body(summary(name, null, null), DELIVERY));
        }
    }

    @Test
    void itTellsHowTheLeadsStandAndLeadsThere() {
        String card =
                SlackJson.write(
                        SummaryCard.body(
                                summary(
                                        "EMEA",
                                        new TeamSummary.Oldest(
                                                "L-ABC123",
                                                AT,
                                                URI.create("https://app.example.test/leads/1")),
                                        "Mia"),
                                DELIVERY));

        assertThat(card)
                .contains(
                        "*New*\\n12",
                        "*Accepted within the target*\\n9",
                        "*Target missed*\\n2",
                        "*Waiting now*\\n3",
                        "<https://app.example.test/leads/1|L-ABC123>",
                        "Mia has most open leads: 7",
                        DELIVERY.toString());
    }
}
