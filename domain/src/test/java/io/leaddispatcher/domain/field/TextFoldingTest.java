package io.leaddispatcher.domain.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFoldingTest {

    @ParameterizedTest
    @CsvSource({
        "Straße,STRASSE",
        "STRAẞE,strasse",
        "' Acme ',ACME",
        "ΣΊΣΥΦΟΣ,σίσυφος",
        "ＡＢＣ,abc",
        "ﬁn,FIN",
        "İ,i̇"
    })
    void textsThatCountAsEqualFoldAlike(String one, String other) {
        assertThat(TextFolding.fold(one)).isEqualTo(TextFolding.fold(other));
    }

    @ParameterizedTest
    @CsvSource({"a b,ab", "é,e", "o,0"})
    void accentsAndInnerBlanksCount(String one, String other) {
        assertThat(TextFolding.fold(one)).isNotEqualTo(TextFolding.fold(other));
    }
}
