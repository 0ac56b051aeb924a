package io.leaddispatcher.domain.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SegmentTest {

    private static final SegmentKey KEY = new SegmentKey("enterprise");

    private final Violations violations = new Violations();

    @Test
    void aSegmentIsACondition() {
        assertThat(read(Map.of("key", "x", "name", "Enterprise", "when", "big")))
                .contains(new Segment<>(KEY, "Enterprise", "big"));
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void withoutOneItHoldsAlways() {
        assertThat(read(Map.of("name", "All"))).contains(new Segment<>(KEY, "All", "always"));
    }

    @Test
    void whatIsWrongIsNamedAtOnce() {
        assertThat(read(Map.of("when", true, "size", "x"))).isEmpty();
        assertThat(read("text")).isEmpty();
        assertThat(violations.list())
                .extracting(Violation::pointer)
                .containsExactly("/name", "/when", "/size", "");
    }

    private Optional<Segment<String>> read(Object document) {
        return Segment.read(KEY, Part.root(document, violations), Part::asText, "always");
    }
}
