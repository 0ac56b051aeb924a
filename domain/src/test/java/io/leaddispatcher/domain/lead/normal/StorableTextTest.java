package io.leaddispatcher.domain.lead.normal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StorableTextTest {

    @Test
    void whatNoDatabaseKeepsIsLeftOut() {
        assertThat(StorableText.of(" Acme ")).isEqualTo("Acme");
        assertThat(StorableText.of("\u00a0M\u00fcller\0 \ud83d\u200b")).isEqualTo("M\u00fcller");
        assertThat(StorableText.of("ok \ud83d\ude00")).isEqualTo("ok \ud83d\ude00");
    }

    @Test
    void blanksOfAnyKindAroundItGo() {
        assertThat(StorableText.of("\t\n\u000b\f\r\u200b\u2060\ufeffé\u2028\u3000 "))
                .isEqualTo("é");
        assertThat(StorableText.of("é\u200bß")).isEqualTo("é\u200bß");
        assertThat(StorableText.of("\u00a0\u2003")).isEmpty();
    }

    /** It took the square of them, some twelve minutes for what one request may hold. */
    @Test
    void blanksWithinCostNoMoreThanLetters() {
        String text = "é" + " ".repeat(200_000) + "x";

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> StorableText.of(text)))
                .isEqualTo(text);
    }

    @Test
    void aCutIsBetweenTwoWholeCharacters() {
        assertThat(StorableText.cut("abc", 3)).isEqualTo("abc");
        assertThat(StorableText.cut("abc d", 4)).isEqualTo("abc");
        assertThat(StorableText.cut("ab\ud83d\ude00", 3)).isEqualTo("ab");
        assertThat(StorableText.cut("ab\ud83d\ude00c", 4)).isEqualTo("ab\ud83d\ude00");
    }
}
