package io.leaddispatcher.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void whatEndsALineOrMovesTheCursorBecomesAQuestionMark() {
        assertThat(OneLine.of("a\r\nb\u001b[2Kc\u0085d\u2028e\u2029f\0g\u007f"))
                .isEqualTo("a??b?[2Kc?d?e?f?g?");
    }

    @Test
    void whatIsPlainStays() {
        assertThat(OneLine.of("/leads/Müller 漢")).isEqualTo("/leads/Müller 漢");
    }
}
