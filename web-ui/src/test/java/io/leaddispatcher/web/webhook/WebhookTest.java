package io.leaddispatcher.web.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.webhook.WebhookView;
import io.leaddispatcher.domain.webhook.WebhookEventType;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class WebhookTest {

    private static final String NOON = "2026-11-27T12:00:00Z";

    @Test
    void whatWorksIsActiveAndWhatAnAdminSwitchedOffIsOffWithoutACause() {
        assertThat(webhook(true, Map.of()).state()).isEqualTo("Active");
        assertThat(webhook(false, Map.of()).state()).isEqualTo("Off");
        assertThat(webhook(false, Map.of()).cause()).isNull();
    }

    @Test
    void whatFailsSaysSinceWhen() {
        var failing = webhook(true, Map.of("failingSince", NOON));

        assertThat(failing.state()).isEqualTo("Failing");
        assertThat(failing.cause()).isEqualTo("Nothing arrives. It began");
        assertThat(failing.since()).isNotNull();
    }

    @Test
    void whatWeSwitchedOffSaysWhy() {
        for (var because : List.of("GONE", "FAILING")) {
            var off =
                    webhook(
                            false,
                            Map.of(
                                    "failingSince", NOON,
                                    "disabledAt", NOON,
                                    "disabledBecause", because));

            assertThat(off.state()).isEqualTo("Switched off");
            assertThat(off.cause()).endsWith("so it was switched off.");
        }
    }

    @Test
    void theListTellsApartWhatDiffersInTheQueryOnly() {
        assertThat(webhook(true, Map.of()).listed())
                .isEqualTo("https://hooks.example/in?key=secret");
        assertThat(webhook(true, Map.of()).address()).isEqualTo("https://hooks.example/in");
    }

    @Test
    void aLongAddressIsListedWithoutItsMiddle() {
        var one = webhook(true, Map.of("url", "https://hooks.example/" + "a".repeat(200) + "1"));
        var other = webhook(true, Map.of("url", "https://hooks.example/" + "a".repeat(200) + "2"));

        assertThat(one.listed())
                .hasSize(81)
                .startsWith("https://hooks.example/aa")
                .contains("\u2026")
                .endsWith("a1")
                .isNotEqualTo(other.listed());
    }

    @Test
    void whoeverIsLateIsToldWhatDiffers() {
        var theirs = webhook(true, Map.of("events", List.of("lead.routed", "lead.rejected")));
        Map<String, Object> mine =
                Map.of(
                        "url",
                        "https://hooks.example/other",
                        "events",
                        List.of("lead.received", "lead.routed"));

        assertThat(WebhookForm.differing(mine, theirs, words(Locale.ENGLISH)))
                .containsExactly(
                        "Address: theirs is https://hooks.example/in?key=secret",
                        "Events only in yours: lead.received",
                        "Events only in theirs: lead.rejected");
        assertThat(WebhookForm.differing(theirs.document(false), theirs, words(Locale.ENGLISH)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyEventHasWordsInBothLanguages(WebhookEventType type) {
        for (var locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            assertThat(words(locale).has("webhooks.event." + type.word())).isTrue();
        }
    }

    private static Webhook webhook(boolean active, Map<String, ?> more) {
        Map<String, Object> document = new HashMap<>();
        document.put("id", "w1");
        document.put("url", "https://hooks.example/in?key=secret");
        document.put("events", List.of("lead.routed"));
        document.put("active", active);
        document.put("createdAt", NOON);
        document.put("secretSetAt", NOON);
        document.putAll(more);
        return Webhook.of(new WebhookView(document, 1), words(Locale.ENGLISH));
    }

    private static Words words(Locale locale) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Wording(messages, InstantSource.fixed(Instant.parse(NOON))).in(locale);
    }
}
