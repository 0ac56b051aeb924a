package io.leaddispatcher.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InvalidInputExceptionTest {

    @Test
    void itSaysInWordsWhatIsWrongAndWhere() {
        InvalidInputException wrong =
                new InvalidInputException(
                        List.of(
                                new Violation("/name", Violation.Code.REQUIRED, "is required"),
                                new Violation("", Violation.Code.WRONG_TYPE, "must be an object")));

        assertThat(wrong).hasMessage("/name is required; must be an object");
    }
}
