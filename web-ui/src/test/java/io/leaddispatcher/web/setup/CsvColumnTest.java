package io.leaddispatcher.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvColumnTest {

    @Test
    void theFirstColumnCountsWithoutItsHeadingAndEachValueOnce() {
        var column =
                CsvColumn.of(
                        "\uFEFFDomain,Owner\r\nacme.de,mia\r\n\r\n\"Globex; Inc.\";ben\nacme.de\nh\u00e4ndler.de\tx\n");

        assertThat(column.values()).containsExactly("acme.de", "Globex; Inc.", "h\u00e4ndler.de");
        assertThat(column.twice()).isEqualTo(1);
        assertThat(column.problems()).isEmpty();
    }

    @Test
    void whatIsWrongIsToldByLine() {
        var column = CsvColumn.of("acme.de\n,mia\n\"open\n" + "x".repeat(501) + "\na\u0007b\n");

        assertThat(column.values()).containsExactly("acme.de");
        assertThat(column.problems())
                .containsExactly(
                        new CsvColumn.Problem(2, "blank"),
                        new CsvColumn.Problem(3, "quote"),
                        new CsvColumn.Problem(4, "long"),
                        new CsvColumn.Problem(5, "control"));
    }

    @Test
    void aQuoteInsideQuotesIsTwo() {
        assertThat(CsvColumn.of("\"The \"\"Big\"\" One\",x").values())
                .containsExactly("The \"Big\" One");
    }

    @Test
    void aKeyReadsLikeTheName() {
        assertThat(Slug.of(" Zo\u00eb M\u00fcller & S\u00f6hne ")).isEqualTo("zoe-mueller-soehne");
        assertThat(Slug.of("\u5c71\u7530")).isEmpty();
        assertThat(Slug.of("a".repeat(62) + " b")).hasSize(62);
    }
}
