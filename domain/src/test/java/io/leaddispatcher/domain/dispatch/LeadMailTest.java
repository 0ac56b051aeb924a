package io.leaddispatcher.domain.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeadMailTest {

    private static final LeadId ANA = new LeadId(new UUID(7, 1));

    @Test
    void itIsReadAsItIsWritten() {
        LeadMail whole =
                new LeadMail(
                        ANA,
                        LeadMail.Purpose.SEQUENCE,
                        "hello",
                        "de",
                        "Hallo",
                        "Guten Tag",
                        "mia@x.test",
                        "first-touch");
        LeadMail bare =
                new LeadMail(
                        ANA, LeadMail.Purpose.ACKNOWLEDGEMENT, "hello", "de", "", "", null, null);

        assertThat(LeadMail.read(whole.document())).isEqualTo(whole);
        assertThat(LeadMail.read(bare.document())).isEqualTo(bare);
        assertThat(LeadMail.isOne(whole.document())).isTrue();
        assertThat(LeadMail.isOne(Map.of("lead", "x"))).isFalse();
    }

    @Test
    void whatIsNoMailIsRefused() {
        assertThatThrownBy(() -> LeadMail.read(Map.of("mail", "SPAM")))
                .isInstanceOf(InvalidInputException.class);
        assertThat(LeadMail.read(Map.of("mail", "SEQUENCE", "lead", ANA.toString())).subject())
                .isEmpty();
    }
}
