package io.leaddispatcher.domain.lead.normal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorableTextTest {

    @Test
    void whatNoDatabaseKeepsIsLeftOut() {
        assertThat(StorableText.of(" Acme ")).isEqualTo("Acme");
        assertThat(StorableText.of("\u00a0M\u00fcller\0 \ud83d\u200b")).isEqualTo("M\u00fcller");
        assertThat(StorableText.of("ok \ud83d\ude00")).isEqualTo("ok \ud83d\ude00");
    }

    @Test
    void aCutIsBetweenTwoWholeCharacters() {
        assertThat(StorableText.cut("abc", 3)).isEqualTo("abc");
        assertThat(StorableText.cut("abc d", 4)).isEqualTo("abc");
        assertThat(StorableText.cut("ab\ud83d\ude00", 3)).isEqualTo("ab");
        assertThat(StorableText.cut("ab\ud83d\ude00c", 4)).isEqualTo("ab\ud83d\ude00");
    }
}
