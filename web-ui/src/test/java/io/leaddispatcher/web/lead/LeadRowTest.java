package io.leaddispatcher.web.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.LeadSummaryView;
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
                                document),
                        TraceViewTest.words())
                .title();
    }
}
