package io.leaddispatcher.web.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.lead.port.LeadViews.Closed;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeadRowTest {

    @Test
    void whoHasOnlyAPhoneIsCalledByIt() {
        assertThat(title(null, null, Map.of("contact", Map.of("phone", "+49 30 123456"))))
                .isEqualTo("+49 30 123456");
    }

    @Test
    void aPhoneThatIsHiddenStaysSo() {
        assertThat(title(null, null, Map.of("contact", Map.of("phone", "\u2022\u2022\u2022"))))
                .isEqualTo("\u2022\u2022\u2022");
    }

    @Test
    void aNameOrAnAddressSaysMore() {
        var phone = Map.<String, Object>of("contact", Map.of("phone", "+49 30 123456"));

        assertThat(title("Ana Ruiz", "ana@acme.test", phone)).isEqualTo("Ana Ruiz");
        assertThat(title(null, "ana@acme.test", phone)).isEqualTo("ana@acme.test");
        assertThat(title(null, null, Map.of())).isEqualTo("Lead without a name");
    }

    @Test
    void ofALeadThatIsOverTheRowSaysWhatCameOfItAndWhoseItWas() {
        var won = closed(new Closed("WON", "On paper", "Mia Brandt"));
        assertThat(won.status()).isEqualTo("Won");
        assertThat(won.tone()).isEqualTo("good");
        assertThat(won.holder()).isEqualTo("Mia Brandt");
        assertThat(won.queue()).isNull();

        var spam = closed(new Closed("DISQUALIFIED", "SPAM", null));
        assertThat(spam.status()).isEqualTo("Disqualified: Spam");
        assertThat(spam.holder()).isNull();
        assertThat(spam.queue()).as("it waits nowhere any more").isNull();

        assertThat(closed(null).status()).isEqualTo("Completed");
    }

    @Test
    void whatIsPartOfAnotherLeadSaysSoAndLeadsThereWhereTheReaderMaySeeIt() {
        var merged = closed(null, Map.of("merged", Map.of("at", "x", "into", "2")));
        assertThat(merged.status()).isEqualTo("Merged");
        assertThat(merged.part()).isTrue();
        assertThat(merged.into()).isEqualTo("2");

        assertThat(closed(null, Map.of("merged", Map.of("at", "x"))))
                .returns("Merged", LeadRow::status)
                .returns(null, LeadRow::into);
        assertThat(closed(null).part()).isFalse();
    }

    private static LeadRow closed(@Nullable Closed closed) {
        return closed(closed, Map.of());
    }

    private static LeadRow closed(@Nullable Closed closed, Map<String, Object> document) {
        return LeadRow.of(
                new LeadSummaryView(
                        "1",
                        "Ana",
                        null,
                        null,
                        "form",
                        "COMPLETED",
                        null,
                        null,
                        null,
                        "fallback",
                        Instant.EPOCH,
                        closed,
                        document),
                TraceViewTest.words());
    }

    private static String title(
            @Nullable String name, @Nullable String email, Map<String, Object> document) {
        return LeadRow.of(
                        new LeadSummaryView(
                                "1",
                                name,
                                null,
                                email,
                                "form",
                                "NEW",
                                null,
                                null,
                                null,
                                null,
                                Instant.EPOCH,
                                null,
                                document),
                        TraceViewTest.words())
                .title();
    }
}
