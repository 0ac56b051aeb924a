package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.TimelineEntry;
import org.junit.jupiter.api.Test;

/** A rep notes what they did about a lead. */
class RecordActivityTest extends ActScenes {

    @Test
    void whatARepDidIsToldInTheTimeline() {
        toMia();

        assertThat(desk.record(AS_MIA, "type", "CALL", "note", "will call back")).isEqualTo(DONE);

        TimelineEntry entry = told("ACTIVITY_RECORDED");
        assertThat(entry.actor()).isEqualTo("rep:mia");
        assertThat(entry.detail())
                .containsEntry("type", "CALL")
                .containsEntry("note", "will call back")
                .containsEntry("at", NOON.toString());
        assertThatThrownBy(() -> desk.record(AS_MIA, "type", "CALL", "at", "2027-01-01T00:00:00Z"))
                .isInstanceOf(InvalidInputException.class);
    }
}
