package io.leaddispatcher.adapter.rest.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentParserTest {

    @Test
    void numbersStayAsExactAsTheyWereWritten() {
        assertThat(DocumentParser.json("{\"a\":0.10,\"b\":12345678901234567890.5,\"c\":7}"))
                .isEqualTo(
                        Map.of(
                                "a", new BigDecimal("0.10"),
                                "b", new BigDecimal("12345678901234567890.5"),
                                "c", new BigDecimal("7")));
        assertThat(DocumentParser.yaml("a: 0.10\nb: 7\n"))
                .isEqualTo(Map.of("a", new BigDecimal("0.10"), "b", new BigDecimal("7")));
    }

    @Test
    void yamlSaysTheSameAsJson() {
        assertThat(
                        DocumentParser.yaml(
                                """
                                name: EMEA
                                countries: [DE, NO, "AT"]
                                active: true
                                workingHours:
                                  MON-FRI: ["09:00-12:30", 13:30-18:00]
                                """))
                .isEqualTo(
                        Map.of(
                                "name",
                                "EMEA",
                                "countries",
                                List.of("DE", "NO", "AT"),
                                "active",
                                true,
                                "workingHours",
                                Map.of("MON-FRI", List.of("09:00-12:30", "13:30-18:00"))));
    }

    @Test
    void anAliasMeansWhatItsAnchorMeant() {
        assertThat(DocumentParser.yaml("a: &x {b: [1]}\nc: *x\n"))
                .isEqualTo(
                        Map.of(
                                "a", Map.of("b", List.of(new BigDecimal(1))),
                                "c", Map.of("b", List.of(new BigDecimal(1)))));
    }

    @Test
    void aliasesCannotBlowUpADocument() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i <= 9; i++) {
            bomb.append(
                    "a%d: &a%d [*a%d,*a%d,*a%d,*a%d,*a%d]\n"
                            .formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1));
        }
        String fiveEach = bomb.toString();
        String tooMany = "a: &a [x]\nb: [" + "*a,".repeat(50) + "*a]\n";

        assertThat(DocumentParser.yaml("a: &a [x]\nb: [" + "*a,".repeat(49) + "*a]\n")).isNotNull();
        assertRefused(() -> DocumentParser.yaml(tooMany));
        assertRefused(() -> DocumentParser.yaml(fiveEach + "z: &z [" + "*a9,".repeat(5) + "*a9]"));
    }

    @Test
    void withAliasesADocumentSaysNoMoreThanABodyCouldSayWithoutThem() {
        assertThat(DocumentParser.yaml(aliased(20_000))).isNotNull();
        assertRefused(() -> DocumentParser.yaml(aliased(21_000)));
        assertThat(DocumentParser.json("[\"" + "x".repeat(1_100_000) + "\"]")).isNotNull();
        assertRefused(() -> DocumentParser.json("[" + "1,".repeat(4_000_000) + "1]"));
    }

    /** Fifty-one times a text. */
    private static String aliased(int characters) {
        return "a: &a [%s]\nb: [%s*a]\n".formatted("x".repeat(characters), "*a,".repeat(49));
    }

    @Test
    void sixtyFourLevelsAreTheDeepest() {
        assertThat(DocumentParser.json("[".repeat(64) + "]".repeat(64))).isNotNull();
        assertRefused(() -> DocumentParser.json("[".repeat(65) + "]".repeat(65)));
        assertRefused(() -> DocumentParser.json("[".repeat(100_000)));
        assertRefused(() -> DocumentParser.yaml("[".repeat(65) + "]".repeat(65)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{",
                "{\"a\":1,}",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"x\":{\"a\":1,\"b\":1,\"a\":2}}",
                "{\"a\":NaN}",
                "{\"a\":1e401}",
                "{\"a\":1e-401}",
                "{\"a\":1e999999999}",
                "{\"a\":0e999999999}",
                "{'a':1}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udc00\":1}",
                "// no\n{}",
            })
    void whatIsNotPlainlyJsonIsRefused(String text) {
        assertRefused(() -> DocumentParser.json(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a: 1\na: 2\n",
                "a: 1\n---\nb: 2\n",
                "a: *nowhere\n",
                "a: [1\n",
                "a: &a [*a]\n",
                "a: &a {b: 1, c: *a}\n",
            })
    void whatIsNotPlainlyYamlIsRefused(String text) {
        assertRefused(() -> DocumentParser.yaml(text));
    }

    @Test
    void aNumberHasAHundredDigitsAtMost() {
        assertThat(DocumentParser.json("9".repeat(100))).isEqualTo(new BigDecimal("9".repeat(100)));
        assertRefused(() -> DocumentParser.json("9".repeat(101)));
        assertRefused(() -> DocumentParser.json("9".repeat(5_000)));
    }

    private static void assertRefused(Runnable reading) {
        assertThatThrownBy(reading::run).isInstanceOf(MalformedDocumentException.class);
    }
}
