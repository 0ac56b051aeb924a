package io.leaddispatcher.infra.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An admin says by which fields leads belong to a segment. */
@ExtendWith(InBrowser.class)
class SegmentFieldsIT {

    private final DemoProgram program;
    private final Chromium chromium;

    SegmentFieldsIT(DemoProgram program, Chromium chromium) {
        this.program = program;
        this.chromium = chromium;
    }

    @Test
    void theFieldOfASegmentIsChosenByItsNameOrTyped() {
        program.put(
                ConfigurationKind.FIELD, "fleetSize", Map.of("name", "Fleet", "type", "NUMBER"));
        try (var owner = chromium.visitor(program, program.owner(), Screen.PHONE_LIGHT)) {
            owner.open("/segments/_new");
            owner.find("field-name").fill("Large fleets");
            var field = owner.find("field-questions.0.field");
            assertThat(owner.find("field-questions.0.other")).isHidden();
            field.selectOption(new SelectOption().setLabel("Fleet"));
            owner.find("field-questions.0.op").selectOption("gte");
            owner.find("field-questions.0.value").fill("50");
            owner.find("question-add").click();
            owner.find("field-questions.1.field").selectOption("_other");
            owner.find("field-questions.1.other").fill("company.shoeSize");
            owner.find("field-questions.1.op").selectOption("exists");
            owner.find("save").click();
            assertThat(owner.find("problem-questions.1.field")).containsText("company.shoeSize");
            assertThat(owner.find("field-questions.1.other")).hasValue("company.shoeSize");
            assertThat(EveryPageIT.violations(owner)).isEmpty();

            // Somebody has just made it; the pick list does not know it yet.
            program.put(
                    ConfigurationKind.FIELD, "wheels", Map.of("name", "Wheels", "type", "NUMBER"));
            owner.find("field-questions.1.other").fill("custom.wheels");
            owner.find("save").click();
            created(owner, "/segments/large-fleets");
            assertThat(field).hasValue("custom.fleetSize");
            assertThat(owner.find("field-questions.1.field")).hasValue("custom.wheels");
            assertThat(owner.find("field-questions.1.other")).isHidden();
        }
    }

    private static void created(Visitor somebody, String path) {
        assertThat(somebody.find("note")).containsText("Created");
        assertThat(somebody.page()).hasURL(Pattern.compile(".*" + path));
    }
}
