package io.leaddispatcher.application.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.push.port.PushSender.Answer;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.DispatchMessages;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PushOutletTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final RepKey MIA = new RepKey("mia");
    private static final Cause CAUSE = new Cause("code", "words");

    private final InMemoryPushSubscriptions devices = new InMemoryPushSubscriptions();
    private final ScriptedPushSender sender = new ScriptedPushSender();

    private void device(String id) {
        devices.keep(
                        TENANT,
                        MIA,
                        new UUID(0, 7),
                        new Device(
                                id,
                                new Secret("https://push.test/" + id),
                                "key",
                                new Secret("auth")),
                        new byte[32],
                        Instant.EPOCH,
                        10)
                .block();
    }

    private Attempt send() {
        return send(DispatchMessages.ana());
    }

    private Attempt send(DispatchMessage message) {
        Delivery delivery =
                Delivery.planned(
                        new DeliveryId(new UUID(0, 9)),
                        message.lead(),
                        new DeliveryDraft(
                                "rep:mia",
                                List.of(new Address(Address.Kind.PUSH_REP, "mia")),
                                message.document()),
                        Instant.EPOCH);
        return Objects.requireNonNull(
                new PushOutlet(devices, sender, new ImmediateUnitOfWork())
                        .open(TENANT)
                        .flatMap(line -> line.send(delivery))
                        .block());
    }

    @Test
    void eachDeviceShowsWhatTheSubjectOfAMailWouldSay() {
        device("phone");
        device("desk");

        assertThat(send()).isEqualTo(new Attempt.Delivered("devices: 2"));
        assertThat(sender.sent)
                .containsExactly(
                        "phone: New lead, Ana Ruiz at Acme GmbH",
                        "desk: New lead, Ana Ruiz at Acme GmbH");
    }

    @Test
    void aDeviceSaysWhatItIsAbout() {
        device("phone");

        send(DispatchMessages.reminder("call"));
        send(DispatchMessages.gone("it moved"));
        send(DispatchMessages.news("it was won"));

        assertThat(sender.sent)
                .containsExactly(
                        "phone: Reminder, Ana Ruiz at Acme GmbH",
                        "phone: No longer with you, Ana Ruiz at Acme GmbH",
                        "phone: A lead you handed off, Ana Ruiz at Acme GmbH");
    }

    @Test
    void aDeviceThatIsGoneIsForgottenAndTheNextWayIsTakenWhenNoneIsLeft() {
        device("phone");
        device("desk");
        sender.answers.put("phone", new Answer.Gone());

        assertThat(send()).isEqualTo(new Attempt.Delivered("devices: 1"));
        assertThat(devices.of(TENANT, MIA).map(Device::id).collectList().block())
                .containsExactly("desk");

        sender.answers.put("desk", new Answer.Gone());
        assertThat(send()).isInstanceOf(Attempt.WrongTarget.class);
        assertThat(devices.reps(TENANT).collectList().block()).isEmpty();
        assertThat(send()).isInstanceOf(Attempt.WrongTarget.class);
    }

    @Test
    void oneThatWasReachedIsEnoughAndElseItIsTriedAgain() {
        device("phone");
        device("desk");
        sender.answers.put("phone", new Answer.Later(Duration.ofSeconds(9), CAUSE));

        assertThat(send()).isInstanceOf(Attempt.Delivered.class);

        sender.answers.put("desk", new Answer.Refused(CAUSE));
        assertThat(send()).isEqualTo(new Attempt.Retry(Duration.ofSeconds(9), CAUSE));

        sender.answers.put("phone", new Answer.Refused(CAUSE));
        assertThat(send()).isEqualTo(new Attempt.Dead(CAUSE));
    }
}
