package io.leaddispatcher.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.application.routing.SurveyReps.Standing;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.roster.Capacity;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.roster.Workload;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class StandingViewTest {

    private static final Capacity TWO_MEETINGS =
            new Capacity(null, null, null, ImmutableMap.of(LeadKind.MEETING, 2), null);

    private static Words words() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Wording(messages, InstantSource.system()).in(Locale.ENGLISH);
    }

    private static Standing standing(int meetings, UnavailabilityReason... reasons) {
        return new Standing(
                List.of(reasons),
                new Workload(5, 0, 0).of(ImmutableMap.of(LeadKind.MEETING, meetings)),
                TWO_MEETINGS,
                ZoneOffset.UTC,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void whoMayHaveAnyLeadIsAvailable() {
        assertThat(StandingView.badge(standing(1), words()))
                .isEqualTo(new SetupRow.Badge("good", "Available"));
    }

    @Test
    void aLimitOfOneKindIsNamed() {
        assertThat(StandingView.badge(standing(2), words()))
                .isEqualTo(new SetupRow.Badge("warn", "Available, not for Meetings"));
    }

    @Test
    void whatSpeaksAgainstAllLeadsComesFirst() {
        assertThat(StandingView.badge(standing(2, UnavailabilityReason.PAUSED), words()).text())
                .doesNotContain("Available");
    }
}
