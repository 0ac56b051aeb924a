package io.leaddispatcher.web.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.web.document.Tree;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeliveryRowTest {

    @Test
    void itSaysForWhomItWasAndWhenItWasPutOnItsWay() {
        var row = of("01a211e2-ffb8-7009-832d-0e9ffe9a7442", "rep:mia");

        assertThat(row.to()).isEqualTo("Mia Brandt");
        assertThat(Objects.requireNonNull(row.planned()).iso()).isEqualTo("2026-11-25T08:46:59Z");
    }

    @Test
    void anIdThatIsNotMadeByTimeTellsNone() {
        assertThat(of("8c5b4c8e-0000-4000-8000-000000000001", "rep:mia").planned()).isNull();
        assertThat(of("1", "rep:mia").planned()).isNull();
    }

    @Test
    void whatTheSandboxKeptWasDeliveredToNobody() {
        assertThat(of("01a211e2-0000-7000-8000-000000000001", "rep:mia"))
                .extracting(DeliveryRow::status, DeliveryRow::tone)
                .containsExactly("Kept in the sandbox", "info");
        assertThat(of("01a211e2-0000-7000-8000-000000000002", "rep:mia").status())
                .isEqualTo("Waiting");
    }

    private static DeliveryRow of(String id, String recipient) {
        var words = TraceViewTest.words();
        return DeliveryRow.of(
                Tree.of(Map.of("id", id, "channel", "SLACK", "recipient", recipient)),
                Sandboxed.of(
                        List.of(
                                Tree.of(
                                        Map.of(
                                                "type",
                                                "DISPATCHED",
                                                "detail",
                                                Map.of(
                                                        "deliveryId",
                                                        "01a211e2-0000-7000-8000-000000000001",
                                                        "reference",
                                                        "sandbox:1"))))),
                new Names(Map.of("rep/mia", "Mia Brandt"), words),
                words);
    }
}
