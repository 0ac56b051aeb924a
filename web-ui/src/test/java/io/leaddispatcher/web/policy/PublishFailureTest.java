package io.leaddispatcher.web.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.web.layout.Wording;
import java.time.InstantSource;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class PublishFailureTest {

    private static String said(String because) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return PublishFailure.of(
                because, new Wording(messages, InstantSource.system()).in(Locale.GERMAN));
    }

    @Test
    void whyAPublishDidNotComeIsSaidInTheReadersLanguage() {
        assertThat(said("Version 4 is active, not version 3, which this was to follow."))
                .isEqualTo("Aktiv ist Version 4, nicht Version 3, auf die diese folgen sollte.");
        assertThat(
                        said(
                                "The policy does not fit the workspace any more: there is no pool"
                                        + " 'dach', and 2 more."))
                .startsWith("Das Regelwerk passt nicht mehr zum Arbeitsbereich: ")
                .contains("dach")
                .endsWith(", und 2 weitere.");
        assertThat(said("The policy does not fit the workspace any more: there is no pool 'x'."))
                .doesNotContain("weitere")
                .doesNotContain("..");
        assertThat(said("Anything else.")).isEqualTo("Anything else.");
    }
}
