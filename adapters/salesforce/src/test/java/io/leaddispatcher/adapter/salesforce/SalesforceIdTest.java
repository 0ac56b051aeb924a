package io.leaddispatcher.adapter.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SalesforceIdTest {

    // The first two are known from outside.
    @ParameterizedTest
    @CsvSource({
        "0015g00000aBcDe, 0015g00000aBcDeAAK",
        "001A0000006Vm9r, 001A0000006Vm9rIAC",
        "00Q5g00000DEMO1, 00Q5g00000DEMO1EAP"
    })
    void bothLengthsAreTheSame(String fifteen, String eighteen) {
        assertThat(SalesforceId.of(fifteen)).contains(new SalesforceId(eighteen));
        assertThat(SalesforceId.of(" " + eighteen)).contains(new SalesforceId(eighteen));
        assertThat(new SalesforceId(eighteen).first15()).isEqualTo(fifteen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00Q", "00Q5g00000DEMO1A", "00Q5g00000DEMO'1", "../../../../../.."})
    void whatIsNoIdIsNone(String text) {
        assertThat(SalesforceId.of(text)).isEmpty();
    }

    @Test
    void textStaysWithinItsQuotes() {
        assertThat(Soql.text("o'neill\\' OR Id != '")).isEqualTo("'o\\'neill\\\\\\' OR Id != \\''");
        assertThat(Soql.text("a\nb")).isEqualTo("'a\\nb'");
        assertThat(Soql.like("%", "100%_", "%")).isEqualTo("'%100\\%\\_%'");
        assertThat(Soql.list(List.of("a", "b'"))).isEqualTo("('a','b\\'')");
        assertThat(Soql.instant(Instant.parse("2026-03-02T10:00:00.1234567Z")))
                .isEqualTo("2026-03-02T10:00:00.123Z");
        assertThat(SalesforceTimes.read("2026-03-02T10:00:00.000+0000"))
                .contains(Instant.parse("2026-03-02T10:00:00Z"));
        assertThat(SalesforceTimes.read("2026-03-02T10:00:00Z"))
                .contains(Instant.parse("2026-03-02T10:00:00Z"));
        assertThat(SalesforceTimes.read("soon")).isEmpty();
    }
}
