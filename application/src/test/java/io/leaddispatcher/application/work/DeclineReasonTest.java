package io.leaddispatcher.application.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeclineReasonTest {

    @Test
    void whatIsChosenAndWhatIsWrittenAreOneReason() {
        assertThat(DeclineReason.said("NO_TIME", null)).contains("NO_TIME");
        assertThat(DeclineReason.said("NO_TIME", " till Friday ")).contains("NO_TIME: till Friday");
        assertThat(DeclineReason.said("OTHER", "a friend of mine")).contains("a friend of mine");
        assertThat(DeclineReason.said(null, "a friend of mine")).contains("a friend of mine");
    }

    @Test
    void whoSaysNothingHasGivenNoReason() {
        assertThat(DeclineReason.said("OTHER", "  ")).isEmpty();
        assertThat(DeclineReason.said(null, null)).isEmpty();
        assertThat(DeclineReason.said("WHATEVER", "")).isEmpty();
    }
}
