package io.leaddispatcher.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.connection.CrmWriting.Field;
import io.leaddispatcher.domain.connection.CrmWriting.Standing;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrmWritingTest {

    private static final Map<Field, String> VALUES =
            Map.of(Field.RULE, "dach", Field.TIER, "Territory", Field.POOL, "");

    @Test
    void nothingIsWrittenToAPropertyThatNobodyHasNamed() {
        CrmWriting none = CrmWriting.of(Map.of("writeNote", "yes", "writeFields", "x"));

        assertThat(none.of(VALUES, Standing.ASSIGNED)).isEmpty();
        assertThat(none.note()).isFalse();
        assertThat(none.tellsAcceptance()).isFalse();
    }

    @Test
    void whatIsNamedIsWrittenAndEmptyTextClears() {
        CrmWriting writing =
                CrmWriting.of(
                        Map.of(
                                "writeFields",
                                Map.of(
                                        "rule",
                                        " ld_rule ",
                                        "pool",
                                        "ld_pool",
                                        "run",
                                        "ld_run",
                                        "tier",
                                        " ",
                                        "priority",
                                        1),
                                "writeNote",
                                true));

        assertThat(writing.of(VALUES, Standing.ASSIGNED))
                .isEqualTo(Map.of("ld_rule", "dach", "ld_pool", ""));
        assertThat(writing.note()).isTrue();
    }

    @Test
    void aStatusIsWrittenWhereItHasAValue() {
        CrmWriting writing =
                CrmWriting.of(
                        Map.of(
                                "writeFields",
                                Map.of("status", "hs_lead_status"),
                                "statusValues",
                                Map.of("ACCEPTED", "OPEN")));

        assertThat(writing.of(VALUES, Standing.ASSIGNED)).isEmpty();
        assertThat(writing.of(VALUES, Standing.ACCEPTED))
                .isEqualTo(Map.of("hs_lead_status", "OPEN"));
        assertThat(writing.tellsAcceptance()).isTrue();
        assertThat(CrmWriting.of(Map.of("writeFields", Map.of("status", "s"))).tellsAcceptance())
                .isFalse();
    }

    @Test
    void twoFieldsInOnePropertyDoNotFail() {
        CrmWriting writing =
                CrmWriting.of(Map.of("writeFields", Map.of("rule", "same", "tier", "same")));

        assertThat(writing.of(VALUES, Standing.ASSIGNED)).isEqualTo(Map.of("same", "Territory"));
    }
}
