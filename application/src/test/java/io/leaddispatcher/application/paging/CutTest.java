package io.leaddispatcher.application.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CutTest {

    @Test
    void oneMoreThanWantedTellsThatThereIsANextPageAndIsNotShown() {
        var rows = Cut.of(List.of("a", "b", "c"), 2);

        assertThat(rows.shown()).containsExactly("a", "b");
        assertThat(rows.<String>next(last -> "after " + last)).isEqualTo("after b");
    }

    @Test
    void aPageThatIsJustFullIsTheLast() {
        var rows = Cut.of(List.of("a", "b"), 2);

        assertThat(rows.shown()).containsExactly("a", "b");
        assertThat(rows.<String>next(Function.identity())).isNull();
    }

    @Test
    void nothingIsTheLastPage() {
        assertThat(Cut.<String>of(List.of(), 2).<String>next(Function.identity())).isNull();
    }
}
