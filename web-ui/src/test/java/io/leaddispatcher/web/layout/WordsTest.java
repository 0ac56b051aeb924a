package io.leaddispatcher.web.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.audit.AuditAction;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Times as people read them, and fields as they are called. */
class WordsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NIGHT = Instant.parse("2026-10-25T00:00:00Z");

    private static Words words(Locale reader) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Wording(messages, () -> NIGHT).in(reader);
    }

    @Test
    void halfPastTwoCanBeToldFromHalfPastTwo() {
        assertThat(words(Locale.ENGLISH).local(Instant.parse("2026-10-25T00:30:00Z"), BERLIN))
                .isEqualTo("02:30 CEST");
        assertThat(words(Locale.ENGLISH).local(Instant.parse("2026-10-25T01:30:00Z"), BERLIN))
                .isEqualTo("02:30 CET");
        assertThat(words(Locale.GERMAN).local(Instant.parse("2026-10-25T00:30:00Z"), BERLIN))
                .isNotEqualTo(
                        words(Locale.GERMAN).local(Instant.parse("2026-10-25T01:30:00Z"), BERLIN));
    }

    /** It is midnight between the 24th and the 25th. */
    @Test
    void yesterdayIsADayAndNotSoManyHours() {
        var words = words(Locale.ENGLISH);
        assertThat(words.when(Instant.parse("2026-10-24T00:00:00Z")).text()).isEqualTo("yesterday");
        assertThat(words.when(Instant.parse("2026-10-23T23:00:00Z")).text())
                .isEqualTo("2 days ago");
    }

    @Test
    void aWorkspacesOwnFieldIsCalledAsTheWorkspaceDoesAndByItsKeyWhereThatIsNotKnown() {
        Words called =
                words(Locale.GERMAN).calling(Map.of("gpuCount", "Grafikkarten", "blank", " "));

        assertThat(called.field("custom.gpuCount")).isEqualTo("Grafikkarten");
        assertThat(called.field("custom.blank")).isEqualTo("Blank");
        assertThat(called.field("custom.cpuCount")).isEqualTo("Cpu count");
        assertThat(called.field("company.country"))
                .isEqualTo(words(Locale.GERMAN).field("company.country"));
        assertThat(words(Locale.GERMAN).field("custom.gpuCount")).isEqualTo("Gpu count");
    }

    /** To a format one apostrophe is none, and what follows it is no place for a value. */
    @Test
    void anApostropheIsWrittenTwice() {
        for (var bundle : List.of("messages", "messages_de")) {
            var texts = ResourceBundle.getBundle(bundle, Locale.ROOT);
            assertThat(texts.keySet())
                    .filteredOn(key ->
                            texts.getString(key).replace("''", "").replace("'{'", "").contains("'"))
                    .isEmpty();
        }
    }

    @Test
    void theWorldsTimeHasAName() {
        assertThat(words(Locale.ENGLISH).local(NIGHT, ZoneOffset.UTC)).isEqualTo("00:00 UTC");
        assertThat(words(Locale.ENGLISH).dayAndTime(NIGHT, ZoneOffset.UTC)).endsWith(" (UTC)");
        assertThat(words(Locale.ENGLISH).moment(NIGHT, ZoneOffset.UTC).exact()).endsWith(" (UTC)");
        assertThat(words(Locale.GERMAN).zone(ZoneOffset.UTC))
                .isEqualTo("Koordinierte Weltzeit (UTC)");
    }

    @Test
    void anotherDayIsNamed() {
        assertThat(words(Locale.ENGLISH).local(Instant.parse("2026-12-28T08:30:00Z"), BERLIN))
                .isEqualTo("Mon 28 Dec 2026, 09:30 CET");
        assertThat(
                        words(Locale.ENGLISH)
                                .local(
                                        Instant.parse("2026-11-01T06:30:00Z"),
                                        ZoneId.of("America/New_York")))
                .isEqualTo("Sun 1 Nov 2026, 01:30 EST");
    }

    @Test
    void everyActOfTheAuditLogHasAName() {
        for (Locale reader : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            assertThat(AuditAction.values())
                    .allSatisfy(action ->
                            assertThat(words(reader).has("audit.action." + action.word()))
                                    .as("%s, %s", action, reader)
                                    .isTrue());
        }
    }
}
