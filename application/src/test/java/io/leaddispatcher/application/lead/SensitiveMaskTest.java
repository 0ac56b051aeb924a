package io.leaddispatcher.application.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SensitiveMaskTest {

    private static final FieldCatalogue FIELDS =
            FieldCatalogue.of(
                    List.of(
                            new FieldDefinition(
                                    "contact.email",
                                    "E-mail",
                                    FieldType.TEXT,
                                    false,
                                    true,
                                    Map.of()),
                            new FieldDefinition(
                                    "diagnosis",
                                    "Diagnosis",
                                    FieldType.TEXT,
                                    false,
                                    true,
                                    Map.of())));

    @Test
    void aSearchLooksOnlyWhereTheCallerMayRead() {
        assertThat(mask(Role.VIEWER).searchable())
                .containsExactlyInAnyOrder(WordSource.PERSON, WordSource.PHONE, WordSource.COMPANY);
        assertThat(mask(Role.ADMIN).searchable()).containsExactlyInAnyOrder(WordSource.values());
    }

    @Test
    void aConditionOnWhatIsHiddenTellsNeitherWhatItAsksNorWhatCameOfIt() {
        var country = leaf("company.country", "DE", "DE", true);
        var trace =
                trace(
                        Map.of(
                                "all",
                                List.of(
                                        country,
                                        Map.of(
                                                "not",
                                                leaf("custom.diagnosis", "flu", "oncology", false),
                                                "result",
                                                true)),
                                "result",
                                true));

        assertThat(mask(Role.VIEWER).run(trace))
                .isEqualTo(
                        trace(
                                Map.of(
                                        "all",
                                        List.of(
                                                country,
                                                Map.of(
                                                        "not",
                                                        leaf(
                                                                "custom.diagnosis",
                                                                "•••",
                                                                "•••",
                                                                "•••"),
                                                        "result",
                                                        "•••")),
                                        "result",
                                        "•••")));
        assertThat(mask(Role.ADMIN).run(trace)).isEqualTo(trace);
    }

    @Test
    void aConditionOnWhatEverybodySeesIsShownAsItIs() {
        var trace =
                trace(
                        Map.of(
                                "any",
                                List.of(leaf("company.country", "DE", "FR", false)),
                                "result",
                                false));

        assertThat(mask(Role.VIEWER).run(trace)).isEqualTo(trace);
    }

    private static Map<String, Object> trace(Map<String, Object> condition) {
        return Map.of(
                "tiers",
                List.of(
                        Map.of(
                                "rules",
                                List.of(
                                        Map.of(
                                                "id",
                                                "oncology",
                                                "matched",
                                                true,
                                                "condition",
                                                condition)))));
    }

    private static Map<String, Object> leaf(
            String field, Object value, Object actual, Object result) {
        return Map.of(
                "field", field, "op", "eq", "value", value, "actual", actual, "result", result);
    }

    private static SensitiveMask mask(Role role) {
        return SensitiveMask.of(
                new Caller(
                        new TenantId(new UUID(0, 1)), new Actor.Member(new UUID(0, 2), role, null)),
                FIELDS);
    }
}
