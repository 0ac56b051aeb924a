package io.leaddispatcher.domain.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFoldingTest {

    @ParameterizedTest
    @CsvSource({
        "Straße, STRASSE",
        "STRAẞE, strasse",
        "FinTech, fintech",
        "TITLE, title",
        "ＡＣＭＥ, acme",
        "ﬁn, FIN",
        "'  acme\u00a0', Acme",
        "É, e\u0301",
        "ΟΔΟΣ, οδος",
        "οδοσ, οδος",
        "ŉ, ʼN",
        "ǰ, J\u030c",
        "ᾳ, ΑΙ",
        "Ꭰ, ꭰ",
    })
    void spellingsOfOneTextAreEqual(String one, String other) {
        assertThat(TextFolding.fold(one)).isEqualTo(TextFolding.fold(other));
    }

    @ParameterizedTest
    @CsvSource({"é, e", "a b, ab", "a  b, a b", "ı, i", "i, İ"})
    void accentsInnerBlanksAndTheDotlessICount(String one, String other) {
        assertThat(TextFolding.fold(one)).isNotEqualTo(TextFolding.fold(other));
    }

    @Test
    void aPrefixStaysAPrefix() {
        assertThat(TextFolding.fold("ΟΔΟΣ ΑΘΗΝΩΝ")).startsWith(TextFolding.fold("ΟΔΟΣ"));
        assertThat(TextFolding.fold("ΟΔΟΣΑ")).startsWith(TextFolding.fold("ΟΔΟΣ"));
    }

    @Test
    void foldingWhatIsFoldedChangesNothing() {
        assertThat(
                        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                                .filter(codePoint -> codePoint < 0xd800 || codePoint > 0xdfff)
                                .mapToObj(Character::toString)
                                .filter(letter -> {
                                    String folded = TextFolding.fold(letter);
                                    return !TextFolding.fold(folded).equals(folded);
                                }))
                .isEmpty();
    }

    @Test
    void theFoldedPartOfATextIsPartOfTheFoldedText() {
        for (String text : List.of("Straße", "ẞ", "ΟΔΟΣ", "İ", "ﬁ", "ᾳ", "x\u00a0", " ǰ", "Ａ１")) {
            String folded = TextFolding.fold(text);
            assertThat(TextFolding.fold(folded)).isEqualTo(folded);
            assertThat(TextFolding.fold("a " + text + " b")).contains(folded);
        }
        assertThat(TextFolding.fold("\u2003")).isEmpty();
        assertThat(TextFolding.fold(" a b ")).isEqualTo("a b");
        assertThat(TextFolding.fold("Z[")).isEqualTo("z[");
        assertThat(TextFolding.same("Straße", "STRASSE ")).isTrue();
        assertThat(TextFolding.withCase(" Ａ ")).isEqualTo("A");
    }
}
