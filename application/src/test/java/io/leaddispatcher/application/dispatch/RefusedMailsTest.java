package io.leaddispatcher.application.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.dispatch.DeliveryId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who wants no more mails gets none, whenever they were planned. */
class RefusedMailsTest {

    private static final String ANA = "ana@acme.de";

    private final Outbox outbox = new Outbox();

    @Test
    void aMailLeavesWhoseReaderHasSaidNothing() {
        outbox.refuses("bob@acme.de");
        outbox.planLeadMail(ANA);

        assertThat(outbox.deliver()).containsExactly(DeliverDue.Result.DELIVERED);
        assertThat(outbox.log).containsExactly("lead mail ana@acme.de: Hello");
        assertThat(outbox.told()).containsExactly("LEAD_MAILED email");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasPlannedBeforeIsNotSentAnyMoreAndSaysWhy(boolean connected) {
        outbox.mailConnected = connected;
        outbox.slackConnected = false;
        DeliveryId mail = outbox.planLeadMail(ANA);

        outbox.refuses(ANA);

        assertThat(outbox.deliver()).containsExactly(DeliverDue.Result.DEAD);
        assertThat(outbox.log).isEmpty();
        assertThat(outbox.sandbox).isEmpty();
        assertThat(outbox.deliveries.get(mail).lastError())
                .isEqualTo("opted_out: the person wants no more mails of this kind");
        assertThat(outbox.told()).containsExactly("DELIVERY_DEAD email");
        assertThat(outbox.health).as("nothing is amiss with the mail server").isEmpty();
    }
}
