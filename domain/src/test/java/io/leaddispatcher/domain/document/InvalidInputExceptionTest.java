package io.leaddispatcher.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
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

    @Test
    void itsMessageStaysSmallAndItsViolationsAreAllThere() {
        var many = new InvalidInputException(Collections.nCopies(100, violation("is required")));
        var lengthy = new InvalidInputException(List.of(violation("x".repeat(100_000))));

        assertThat(many.violations()).hasSize(100);
        assertThat(many).hasMessage("/name is required; ".repeat(9) + "/name is required …");
        assertThat(lengthy.getMessage()).hasSize(2_002).endsWith("xx …");
    }

    private static Violation violation(String message) {
        return new Violation("/name", Violation.Code.REQUIRED, message);
    }
}
