package io.leaddispatcher.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;

class OfEachKindTest {

    @Test
    void thereArePagesForEachKind() {
        var mapped =
                Objects.requireNonNull(
                        AnnotatedElementUtils.findMergedAnnotation(
                                SetupListPage.class, RequestMapping.class));

        assertThat(mapped.path())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(SetupKind.values()).map(SetupKind::address).toList());
    }
}
