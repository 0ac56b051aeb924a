package io.leaddispatcher.application.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void whatBelongsToTheFormatIsQuoted() {
        assertThat(Csv.line(Arrays.asList("a,b", "say \"hi\"", null, 7, "two\nlines")))
                .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"\",\"7\",\"two\nlines\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "  =HYPERLINK(\"x\")",
                "\uFF1D1+1"
            })
    void whatASpreadsheetWouldRunIsAText(String formula) {
        assertThat(Csv.line(List.of(formula))).startsWith("\"'" + formula.charAt(0));
    }

    @Test
    void whatIsNoFormulaStaysAsItIs() {
        assertThat(Csv.line(List.of("rep:mia", "a=b", "")))
                .isEqualTo("\"rep:mia\",\"a=b\",\"\"\r\n");
    }
}
