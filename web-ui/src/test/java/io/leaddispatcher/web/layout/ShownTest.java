package io.leaddispatcher.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownTest {

    private static final Map<String, String> SENT =
            Map.of(
                    "leads",
                    "30",
                    "shown-leads",
                    "30",
                    "events",
                    "60",
                    "shown-events",
                    "30",
                    "text",
                    "one\r\ntwo",
                    "shown-text",
                    "one\ntwo ",
                    "new",
                    "5");

    @Test
    void onlyWhatDiffersFromWhatWasShownIsAWish() {
        assertThat(Shown.changed(SENT)).isEqualTo(Map.of("events", "60", "new", "5"));
        assertThat(Shown.isChanged(SENT, "nothing")).isFalse();
    }

    @Test
    void whatIsShownAgainIsWhatWasTypedElseWhatIsSetByNow() {
        assertThat(Shown.again(SENT, "events", "7")).isEqualTo("60");
        assertThat(Shown.again(SENT, "leads", "")).isEmpty();
        assertThat(Shown.again(Map.of(), "leads", "12")).isEqualTo("12");
    }
}
