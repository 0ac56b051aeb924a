package io.leaddispatcher.web.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.meeting.port.MeetingViews.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

class MeetingsFilterTest {

    private static MeetingsFilter of(Map<String, String> parameters) {
        var all = new LinkedMultiValueMap<String, String>();
        parameters.forEach(all::add);
        return MeetingsFilter.of(all);
    }

    @Test
    void theNextPageIsOfTheSame() {
        var place = new Position(Instant.parse("2026-11-30T09:00:00Z"), new UUID(1, 2));
        var address = of(Map.of("when", "past", "state", "HELD", "rep", "mia")).address(place);

        var next =
                MeetingsFilter.of(
                        UriComponentsBuilder.fromUriString(
                                        UriUtils.decode(address, StandardCharsets.UTF_8))
                                .build()
                                .getQueryParams());

        assertThat(next.past()).isTrue();
        assertThat(next.rep()).isEqualTo("mia");
        assertThat(next.after()).isEqualTo(place);
    }

    @Test
    void whatNobodyKnowsIsLeftOutAndAPlaceThatIsNoneIsRefused() {
        var filter = of(Map.of("when", "soon", "state", "MAYBE", "rep", " "));

        assertThat(filter).isEqualTo(new MeetingsFilter(false, null, null, null));
        assertThat(filter.narrows()).isFalse();
        assertThatThrownBy(() -> of(Map.of("after", "none")))
                .isInstanceOf(ResponseStatusException.class);
    }
}
