package io.leaddispatcher.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LeadDefaultsTest {

    @Test
    void theyAreTextsByPath() {
        assertThat(
                        LeadDefaults.of(
                                Map.of(
                                        LeadDefaults.SETTING,
                                        Map.of("lead.source", " HubSpot ", "custom.tier", "b"))))
                .containsExactly(
                        Map.entry("custom.tier", "b"), Map.entry("lead.source", "HubSpot"));
        assertThat(LeadDefaults.of(Map.of())).isEmpty();
    }

    @Test
    void whatTellsLeadsApartHasNoDefaultAndNeitherHasWhatIsNoField() {
        assertThat(
                        LeadDefaults.of(
                                Map.of(
                                        LeadDefaults.SETTING,
                                        Map.of(
                                                "contact.email",
                                                "a@x.test",
                                                "contact.phone",
                                                "+49",
                                                "territory",
                                                "dach",
                                                "lead.source",
                                                " ",
                                                "lead.type",
                                                1,
                                                7,
                                                "x"))))
                .isEmpty();
    }
}
