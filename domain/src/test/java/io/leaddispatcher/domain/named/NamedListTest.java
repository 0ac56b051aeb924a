package io.leaddispatcher.domain.named;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamedListTest {

    private static final ListKey KEY = new ListKey("strategic");

    private final Violations violations = new Violations();

    @Test
    void valuesAreComparedAsTextsAre() {
        NamedList list =
                read(Map.of(
                                "name",
                                "Strategic",
                                "key",
                                "x",
                                "values",
                                List.of("acme.de", "Straße")))
                        .orElseThrow();

        assertThat(violations.isEmpty()).isTrue();
        assertThat(list.contains(" ACME.DE ")).isTrue();
        assertThat(list.contains("STRASSE")).isTrue();
        assertThat(list.containsFolded("strasse")).isTrue();
        assertThat(list.contains("globex.com")).isFalse();
    }

    @Test
    void aDomainIsOnTheListHoweverItIsSpelt() {
        NamedList list =
                read(Map.of("name", "Strategic", "values", List.of("München.de", "Bäckerei. Und")))
                        .orElseThrow();

        assertThat(list.contains("xn--mnchen-3ya.de")).isTrue();
        assertThat(list.contains("münchen.de")).isTrue();
        assertThat(list.contains("bäckerei. und")).isTrue();
        assertThat(list.foldedValues()).hasSize(3);
    }

    @Test
    void onlyTheNameIsRequired() {
        assertThat(read(Map.of("name", "Empty")).orElseThrow().foldedValues()).isEmpty();
        assertThat(read(Map.of("values", List.of(), "size", "3"))).isEmpty();
        assertThat(read("text")).isEmpty();
        assertThat(violations.list())
                .extracting(Violation::pointer)
                .containsExactly("/name", "/size", "");
    }

    private Optional<NamedList> read(Object document) {
        return NamedList.read(KEY, Part.root(document, violations));
    }
}
