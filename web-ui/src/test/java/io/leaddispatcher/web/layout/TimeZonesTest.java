package io.leaddispatcher.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimeZonesTest {

    @Test
    void whatABrowserSaysOfItselfIsTakenWhenItIsAPlace() {
        assertThat(TimeZones.ofBrowser("America/Argentina/Buenos_Aires"))
                .isEqualTo(ZoneId.of("America/Argentina/Buenos_Aires"));
        for (String none : new String[] {"", "UTC", "Etc/GMT+3", "+02:00", "Europe/Atlantis"}) {
            assertThat(TimeZones.ofBrowser(none)).as(none).isEqualTo(ZoneId.of("UTC"));
        }
    }
}
