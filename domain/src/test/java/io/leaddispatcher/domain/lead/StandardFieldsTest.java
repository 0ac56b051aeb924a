package io.leaddispatcher.domain.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a lead body can hold is what conditions can ask for, in the same types. */
class StandardFieldsTest {

    private static final FieldCatalogue CATALOGUE = FieldCatalogue.standard();

    private static Map<String, FieldType> ofTheBody() {
        Map<String, FieldType> types = new LinkedHashMap<>();
        types.put(LeadShape.EXTERNAL_ID, FieldType.TEXT);
        types.put(LeadShape.KIND, FieldType.TEXT);
        types.put(LeadShape.RECEIVED_AT_PATH, FieldType.DATETIME);
        LeadShape.SECTIONS.forEach((section, properties) ->
                properties.forEach((name, type) -> types.put(section + "." + name, type)));
        return types;
    }

    @Test
    void conditionsKnowEveryFieldOfTheBody() {
        ofTheBody()
                .forEach((path, type) ->
                        assertThat(CATALOGUE.typeOf(path)).as(path).isEqualTo(Optional.of(type)));
    }

    @Test
    void theBodyHasEveryFieldThatIsNotDerived() {
        assertThat(
                        CATALOGUE.paths().stream()
                                .filter(path -> !path.matches("(account|history|time)\\..+"))
                                .filter(path -> !path.matches("territory|segment")))
                .containsExactlyInAnyOrderElementsOf(ofTheBody().keySet());
    }
}
