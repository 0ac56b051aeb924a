package io.leaddispatcher.adapter.rest.workspacefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.document.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileFormatTest {

    private final YamlFileFormat format = new YamlFileFormat();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dear all,\n\there is what we said: {nothing",
                "just words",
                "name,email\nMia,mia@x.test",
                "- a\n- list",
                "Note: buy milk",
                "to: schema: x"
            })
    void whatIsNoExportIsCalledSo(String text) {
        assertThat(refusal(text)).isEqualTo("the file is no export of a workspace");
    }

    @Test
    void anExportThatIsBrokenIsToldWhere() {
        assertThat(refusal("schema: lead-dispatcher/workspace/v1\nteams: ["))
                .startsWith("The file cannot be read: line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schema: lead-dispatcher/workspace/v1",
                "# ours\nteams: {}\nschema: lead-dispatcher/workspace/v1",
                "{\"schema\": \"lead-dispatcher/workspace/v1\"}",
                "{\"teams\": {},\n  \"schema\": \"lead-dispatcher/workspace/v1\"}",
                "{\"teams\":{},\"schema\":\"lead-dispatcher/workspace/v1\"}",
                "{teams: {}, 'schema': lead-dispatcher/workspace/v1}"
            })
    void anExportIsRead(String text) {
        assertThat(format.read(text).get("schema")).isEqualTo("lead-dispatcher/workspace/v1");
    }

    private String refusal(String text) {
        var refused = new String[1];
        assertThatThrownBy(() -> format.read(text))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        each -> refused[0] = each.violations().getFirst().message());
        return refused[0];
    }
}
