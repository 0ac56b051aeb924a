package io.leaddispatcher.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.retention.Retention;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class ImportWordsTest {

    private static Words words(Locale reader) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        return new Wording(messages, InstantSource.system()).in(reader);
    }

    /** Their keys are made of what they tell of. */
    @Test
    void whatAFileMayChangeHasWordsInEveryLanguage() {
        for (Locale reader : new Locale[] {Locale.ENGLISH, Locale.GERMAN}) {
            for (ConfigurationKind kind : ConfigurationKind.values()) {
                assertThat(words(reader).has("phrase.import.kind." + kind)).as("%s", kind).isTrue();
            }
            Retention.STANDARD.described().values().stream()
                    .filter(String.class::isInstance)
                    .map(days -> "phrase.import." + days.toString().replace(' ', '-'))
                    .forEach(key -> assertThat(words(reader).has(key)).as(key).isTrue());
        }
    }
}
