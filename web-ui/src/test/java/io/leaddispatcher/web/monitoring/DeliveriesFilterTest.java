package io.leaddispatcher.web.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

class DeliveriesFilterTest {

    private static final UUID LEAD = new UUID(1, 2);

    private static DeliveriesFilter of(String... namesAndValues) {
        var parameters = new LinkedMultiValueMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return DeliveriesFilter.of(parameters);
    }

    @Test
    void whatNobodyKnowsIsLeftOut() {
        var filter =
                of("status", "LOST", "channel", "PIGEON", "lead", "'; drop", "before", "yesterday");

        assertThat(filter).isEqualTo(new DeliveriesFilter(null, null, null, null));
        assertThat(filter.narrows()).isFalse();
        assertThat(filter.address()).isEqualTo("/monitoring/deliveries");
    }

    @Test
    void theAddressSaysWhatIsAskedFor() {
        var filter = of("status", "DEAD", "channel", "SLACK", "lead", LEAD.toString());

        assertThat(filter.wanted().status()).isEqualTo(DeliveryState.DEAD);
        assertThat(filter.wanted().channel()).isEqualTo(Channel.SLACK);
        assertThat(filter.address(LEAD))
                .isEqualTo(
                        "/monitoring/deliveries?status=DEAD&channel=SLACK&lead=%1$s&before=%1$s"
                                .formatted(LEAD));
    }

    @Test
    void whatThePageIsToTellComesLast() {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("note", "all");
        note.put("sent", 3L);

        assertThat(of("status", "DEAD").address(note))
                .isEqualTo("/monitoring/deliveries?status=DEAD&note=all&sent=3");
    }

    @Test
    void anotherStatusBeginsAnew() {
        assertThat(
                        of("status", "DEAD", "channel", "CRM", "before", LEAD.toString())
                                .in(DeliveryState.RETRYING)
                                .address())
                .isEqualTo("/monitoring/deliveries?status=RETRYING&channel=CRM");
    }
}
