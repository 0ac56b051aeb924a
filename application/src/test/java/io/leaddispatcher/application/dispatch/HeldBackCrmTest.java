package io.leaddispatcher.application.dispatch;

import static io.leaddispatcher.application.dispatch.DeliverDue.Result.DELIVERED;
import static io.leaddispatcher.application.dispatch.DeliverDue.Result.PUT_OFF;
import static io.leaddispatcher.application.dispatch.DeliverDue.Result.RETRYING;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A CRM that asks to be left alone is, by everything that goes over the connection. */
class HeldBackCrmTest {

    private static final Cause CAUSE = new Cause("HUBSPOT_RATE_LIMIT", "the rate limit is reached");
    private static final Attempt DONE = new Attempt.Delivered("51");
    private static final Address HUBSPOT = new Address(Address.Kind.CRM_CONNECTION, "hubspot");
    private static final Address OTHER = new Address(Address.Kind.CRM_CONNECTION, "salesforce");

    private final List<String> asked = new ArrayList<>();
    private Attempt answer = DONE;
    private final Outbox outbox =
            new Outbox(
                    List.of(
                            new Outlet() {
                                @Override
                                public Channel channel() {
                                    return Channel.CRM;
                                }

                                @Override
                                public Mono<Line> open(TenantId tenant) {
                                    return Mono.just(
                                            new Line() {
                                                @Override
                                                public Mono<Attempt> send(Delivery delivery) {
                                                    return ask(delivery);
                                                }

                                                @Override
                                                public ConnectionKey connection(Delivery delivery) {
                                                    return new ConnectionKey(
                                                            delivery.address().value());
                                                }
                                            });
                                }
                            }));

    private Mono<Attempt> ask(Delivery delivery) {
        return Mono.fromSupplier(() -> {
            asked.add(delivery.address().value());
            return answer;
        });
    }

    @Test
    void whatWaitsForTheSameConnectionIsNotTriedMeanwhileAndLosesNoTry() {
        answer = new Attempt.Patience(Duration.ofSeconds(30), CAUSE);
        outbox.plan(HUBSPOT);
        assertThat(outbox.deliver()).containsExactly(RETRYING);

        answer = DONE;
        DeliveryId later = outbox.plan(HUBSPOT);
        outbox.plan(OTHER);
        outbox.plan(Outbox.MIA);
        assertThat(outbox.deliver()).containsExactly(PUT_OFF, DELIVERED, DELIVERED);
        assertThat(asked).containsExactly("hubspot", "salesforce");
        assertThat(outbox.deliveries.get(later).attempts()).isZero();
        assertThat(outbox.deliveries.get(later).tries()).isZero();

        outbox.pass(Duration.ofSeconds(29));
        assertThat(outbox.deliver()).isEmpty();
        outbox.pass(Duration.ofSeconds(3));
        assertThat(outbox.deliver()).containsExactly(DELIVERED, DELIVERED);
    }

    @Test
    void whatNeedNotBeWrittenSaysNothingOfTheConnection() {
        answer = new Attempt.Delivered(Outlet.UNCHANGED);
        outbox.plan(HUBSPOT);
        assertThat(outbox.deliver()).containsExactly(DELIVERED);
        assertThat(outbox.health).isEmpty();

        answer = DONE;
        outbox.plan(HUBSPOT);
        outbox.deliver();
        assertThat(outbox.health).containsExactly("hubspot ok");
    }

    @Test
    void whatSaysSomethingOfOneRecordAloneHoldsNothingBack() {
        answer = new Attempt.Retry(Duration.ofMinutes(5), CAUSE);
        outbox.plan(HUBSPOT);
        assertThat(outbox.deliver()).containsExactly(RETRYING);

        answer = DONE;
        outbox.plan(HUBSPOT);
        assertThat(outbox.deliver()).containsExactly(DELIVERED);
    }

    @Test
    void onceInAnHourSomethingAsksWhetherItStillHolds() {
        answer = new Attempt.Patience(Duration.ofHours(20), CAUSE);
        outbox.plan(HUBSPOT);
        outbox.deliver();

        answer = DONE;
        outbox.plan(HUBSPOT);
        assertThat(outbox.deliver()).containsExactly(PUT_OFF);
        outbox.pass(Duration.ofHours(1));
        assertThat(outbox.deliver()).containsExactly(DELIVERED);
    }
}
