package io.leaddispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeerWordsTest {

    @Test
    void theyAreShortAndNameNobodysAddress() {
        assertThat(PeerWords.behind(Optional.of("no, mia@acme.test; not 'ben@x.test'")))
                .isEqualTo(": no, …; not '…'");
        assertThat(PeerWords.behind(Optional.of("x".repeat(1_000)))).hasSize(2 + 300);
        assertThat(PeerWords.behind(Optional.of("bad \0 value \ud83d"))).isEqualTo(": bad  value");
        assertThat(PeerWords.behind(Optional.of("x".repeat(299) + "\ud83d\ude00")))
                .hasSize(2 + 299);
        assertThat(PeerWords.behind(Optional.of("\0"))).isEmpty();
        assertThat(PeerWords.behind(Optional.empty())).isEmpty();
    }
}
