package io.leaddispatcher.adapter.rest.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.simulation.SentLeads.SentLead;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLeadsTest {

    private static CsvLeads table(String text) {
        return new CsvLeads(text.getBytes(UTF_8));
    }

    @Test
    void aColumnIsAPathIntoTheLead() {
        assertThat(table("contact.email,custom.gpu\na@b.test,3\n").count()).isEqualTo(1);
    }

    @Test
    void aMarkOfUtf8IsNoPartOfTheFirstName() {
        assertThat(table("\uFEFFcontact.email\na@b.test\n").leads())
                .containsExactly(new SentLead.Body(Map.of("contact", Map.of("email", "a@b.test"))));
        assertThat(new JsonLines("\uFEFF{\"externalId\":\"1\"}\n".getBytes(UTF_8)).leads())
                .containsExactly(new SentLead.Body(Map.of("externalId", "1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c.d.e", "a.a.a.a.a.a.a.a.a.a"})
    void aNameHasNoMorePartsThanALeadIsDeep(String name) {
        assertThatThrownBy(() -> table(name + "\n1\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("4 parts");
    }

    @Test
    void noTableIsWiderThanLeadsAre() {
        StringBuilder wide = new StringBuilder("c0");
        for (int column = 1; column <= 500; column++) {
            wide.append(",c").append(column);
        }

        assertThatThrownBy(() -> table(wide + "\n1\n")).isInstanceOf(InvalidInputException.class);
    }
}
