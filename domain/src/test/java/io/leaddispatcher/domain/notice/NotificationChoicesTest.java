package io.leaddispatcher.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leaddispatcher.domain.roster.Reading;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotificationChoicesTest {

    private static NotificationChoices read(@Nullable Object sent) {
        return Reading.accepted(sent, part -> Optional.of(NotificationChoices.read(part)));
    }

    private static List<String> refused(@Nullable Object sent) {
        return Reading.refused(sent, part -> Optional.of(NotificationChoices.read(part)));
    }

    @Test
    void whatIsReadIsWrittenTheSameWay() {
        Map<String, Object> document =
                Map.of(
                        "newLead", List.of("SLACK", "PUSH"),
                        "gone", List.of(),
                        "quietHours", Map.of("from", "20:00", "until", "07:00"),
                        "digestAt", "08:30");

        NotificationChoices choices = read(document);

        assertThat(choices.of(NoticeKind.NEW_LEAD)).contains(Set.of(Way.SLACK, Way.PUSH));
        assertThat(choices.of(NoticeKind.GONE)).contains(Set.of());
        assertThat(choices.of(NoticeKind.REMINDER)).isEmpty();
        assertThat(choices.digestAt()).isEqualTo(LocalTime.of(8, 30));
        assertThat(choices.asksFor(Way.PUSH)).isTrue();
        assertThat(choices.asksFor(Way.EMAIL)).isFalse();
        assertThat(choices.document()).isEqualTo(document);
        assertThat(read(choices.document())).isEqualTo(choices);
    }

    @Test
    void nothingChosenIsNothingWritten() {
        assertThat(read(Map.of())).isEqualTo(NotificationChoices.NONE);
        assertThat(NotificationChoices.NONE.document()).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsRefusedWhereItStands() {
        assertThat(refused("loud")).containsExactly(" WRONG_TYPE");
        assertThat(refused(Map.of("newLead", List.of("PIGEON")))).hasSize(1);
        assertThat(refused(Map.of("loud", true))).containsExactly("/loud UNKNOWN_PROPERTY");
        assertThat(refused(Map.of("quietHours", "always")))
                .containsExactly("/quietHours WRONG_TYPE");
        assertThat(refused(Map.of("quietHours", Map.of("from", "20:00"))))
                .containsExactly("/quietHours/until REQUIRED");
        assertThat(refused(Map.of("quietHours", Map.of("from", "20:00", "until", "20:00"))))
                .containsExactly("/quietHours OUT_OF_RANGE");
        assertThat(refused(Map.of("digestAt", "8 o'clock"))).containsExactly("/digestAt MALFORMED");
        assertThat(refused(Map.of("digestAt", "24:00"))).containsExactly("/digestAt MALFORMED");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON));
    }

    @Test
    void theDigestIsTurnedOffAlone() {
        NotificationChoices choices = read(Map.of("gone", List.of("EMAIL"), "digestAt", "08:00"));

        assertThat(choices.withoutDigest().document()).isEqualTo(Map.of("gone", List.of("EMAIL")));
    }

    @Test
    void aWayMoreIsAddedToWhatThereIs() {
        NotificationChoices more =
                read(Map.of("newLead", List.of("EMAIL")))
                        .with(NoticeKind.NEW_LEAD, Way.PUSH, Way.SLACK)
                        .with(NoticeKind.REMINDER, Way.PUSH, Way.SLACK)
                        .with(NoticeKind.TASK_DUE, Way.PUSH, Way.SLACK);

        assertThat(more.of(NoticeKind.NEW_LEAD)).contains(Set.of(Way.EMAIL, Way.PUSH));
        assertThat(more.of(NoticeKind.REMINDER)).contains(Set.of(Way.SLACK, Way.PUSH));
        assertThat(more.of(NoticeKind.TASK_DUE)).contains(Set.of(Way.PUSH));
    }
}
