package io.leaddispatcher.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.PasswordRules;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class ProblemsTest {

    private static String said(String sentence, Locale reader) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        var words = new Wording(messages, InstantSource.system()).in(reader);
        var refusal =
                new InvalidInputException(
                        List.of(new Violation("/field", Violation.Code.MALFORMED, sentence)));
        return Problems.of(refusal, words).getOrDefault("field", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "password", "Acme Incorporated"})
    void whatIsWrongWithAPasswordIsSaidInTheReadersLanguage(String password) {
        String sentence = PasswordRules.violation(password, "Acme Incorporated").orElseThrow();

        assertThat(said(sentence, Locale.ENGLISH)).isNotEqualTo(sentence).endsWith(".");
        assertThat(said(sentence, Locale.GERMAN))
                .isNotIn(sentence, said(sentence, Locale.ENGLISH))
                .endsWith(".");
    }

    @Test
    void aSentenceWithoutBetterWordsIsShownAsItIs() {
        assertThat(said("must be purple", Locale.GERMAN)).isEqualTo("must be purple");
    }
}
