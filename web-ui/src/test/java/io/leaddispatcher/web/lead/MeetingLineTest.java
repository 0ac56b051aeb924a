package io.leaddispatcher.web.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class MeetingLineTest {

    /** In whose calendar it was does not say who was there. */
    @Test
    void aColleagueWhoHeldAMeetingIsNamed() {
        var held = line(Map.of("state", "HELD", "host", Map.of("name", "Mia"), "heldBy", "ben"));

        assertThat(held.host()).isEqualTo("Mia");
        assertThat(held.heldBy()).isEqualTo("Ben Okafor");
        assertThat(line(Map.of("state", "HELD", "heldBy", "gone")).heldBy()).isEqualTo("gone");
        assertThat(line(Map.of("state", "BOOKED")).heldBy()).isNull();
    }

    private static MeetingLine line(Map<String, ?> meeting) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        Words words = new Wording(messages, InstantSource.system()).in(Locale.ENGLISH);
        return MeetingLine.all(
                        Tree.of(Map.of("meetings", List.of(meeting))),
                        ZoneOffset.UTC,
                        new Names(Map.of("rep/ben", "Ben Okafor"), words),
                        words)
                .getFirst();
    }
}
