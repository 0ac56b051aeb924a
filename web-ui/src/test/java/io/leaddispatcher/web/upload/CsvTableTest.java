package io.leaddispatcher.web.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.document.InvalidInputException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    private static CsvTable read(String text) {
        return CsvTable.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void cellsArePartedAsTheFirstLineSays(String separator) {
        var table = read("Email|Name\nana@acme.de|Ana\n".replace("|", separator));

        assertThat(table.columns()).containsExactly("Email", "Name");
        assertThat(table.rows())
                .containsExactly(new CsvTable.Row(2, List.of("ana@acme.de", "Ana")));
    }

    @Test
    void whatIsQuotedMayHoldAnything() {
        var table = read("Email,Note\r\nana@acme.de,\"says \"\"hi\"\",\r\nand more\"\r\n");

        assertThat(table.rows().getFirst().cell(1)).isEqualTo("says \"hi\",\r\nand more");
    }

    @Test
    void rowsAreCountedAsASpreadsheetCountsThem() {
        var table = read("Email,Note\n\nana@acme.de,\"two\nlines\"\n,\nben@acme.de,x\n");

        assertThat(table.rows()).extracting(CsvTable.Row::number).containsExactly(3, 5);
    }

    @Test
    void aRowMayEndEarly() {
        assertThat(read("Email,Note\nana@acme.de\n").rows().getFirst().cell(1)).isEmpty();
    }

    @Test
    void whatStandsBehindTheLastNameIsAColumnWithoutOne() {
        assertThat(read("Email,Note\nana@acme.de,x,DE,\nben@acme.de\n").columns())
                .containsExactly("Email", "Note", "");
        assertThat(read("Email,Note\nana@acme.de,x,,\n").columns())
                .containsExactly("Email", "Note");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void theMarkOfAnEncodingIsNoPartOfTheFirstName(String encoding) {
        var bytes =
                "\uFEFFE-Mail\tStraße\nana@acme.de\tÜberallee\n"
                        .getBytes(Charset.forName(encoding));

        assertThat(CsvTable.read(bytes).columns()).containsExactly("E-Mail", "Straße");
        assertThat(CsvTable.read(bytes).rows().getFirst().cell(1)).isEqualTo("Überallee");
    }

    @Test
    void whatIsNoUtf8IsReadAsSpreadsheetsInWesternEuropeWrite() {
        var bytes = "Name;Preis\nJörg;5 €\n".getBytes(Charset.forName("windows-1252"));

        assertThat(CsvTable.read(bytes).rows().getFirst().cells()).containsExactly("Jörg", "5 €");
    }

    @Test
    void whatNoDatabaseKeepsIsLeftOut() {
        assertThat(read("Email,Note\nana@acme.de,a\0b\n").rows().getFirst().cell(1))
                .isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Email\n", "Email\n\n , \n"})
    void withoutRowsThereIsNothingToTakeIn(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("rows below it");
    }

    @Test
    void aQuoteThatIsNeverClosedIsToldByItsRow() {
        assertThatThrownBy(() -> read("Email,Note\nana@acme.de,x\nben@acme.de,\"y\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("row 3 cannot be read");
    }

    @Test
    void aLineThatTellsHowCellsArePartedIsNoRow() {
        var table = read("sep=|\r\nEmail|Name\r\nana@acme.de|Ruiz, Ana\r\n");

        assertThat(table.columns()).containsExactly("Email", "Name");
        assertThat(table.rows())
                .containsExactly(new CsvTable.Row(3, List.of("ana@acme.de", "Ruiz, Ana")));
    }

    @Test
    void whatASpreadsheetKeepsForItselfIsNoTable() {
        assertThatThrownBy(() -> read("PK\u0003\u0004rest;of;it\nof;the;archive\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("save it as CSV");
    }

    @Test
    void moreThanAHundredColumnsAreNoTableOfPeople() {
        assertThatThrownBy(() -> read("a,".repeat(100) + "a\nx\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("100 columns");
    }
}
