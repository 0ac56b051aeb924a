package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.dispatch.port.DeliveryPages;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeliveryPagesIT extends LeadViewsOnPostgres {

    @Test
    void deliveriesAreLookedThroughByStatusChannelAndLead() {
        LeadId lead = lead("Ruiz", NOON, with("mia", null), LeadStatus.ASSIGNED);
        undeliverable(lead);
        undeliverable(lead("Other", NOON, with("mia", null), LeadStatus.ASSIGNED));
        DeliveryPages pages = database.get(DeliveryPages.class);
        var dead = new DeliveryPages.Filter(DeliveryState.DEAD, Channel.SLACK, lead);

        assertThat(in(pages.page(tenant, dead, null, 10).collectList()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.delivery().leadId()).isEqualTo(lead.value());
                    assertThat(row.delivery().nextAttemptAt()).isNull();
                    assertThat(Objects.requireNonNull(row.lead()).name()).isEqualTo("Ruiz");
                });
        var any = new DeliveryPages.Filter(null, null, null);
        var newest = in(pages.page(tenant, any, null, 1).collectList()).getFirst().delivery().id();
        assertThat(in(pages.page(tenant, any, new DeliveryId(newest), 10).collectList()))
                .hasSize(1);
        assertThat(in(pages.counts(tenant, any)))
                .containsEntry(DeliveryState.DEAD, 2L)
                .containsEntry(DeliveryState.RETRYING, 0L);
        assertThat(in(pages.dead(tenant, any, 10).collectList())).hasSize(2);
        assertThat(
                        in(
                                pages.dead(
                                                tenant,
                                                new DeliveryPages.Filter(null, Channel.CRM, null),
                                                10)
                                        .collectList()))
                .isEmpty();
    }

    @Test
    void theFewOfAChannelAreNotLookedForAmongAllThatWasDelivered() {
        sent("PUSH", 2);
        sent("EMAIL", 3_000);
        database.executeAsSuperuser("analyze delivery");
        var push = new DeliveryPages.Filter(null, Channel.PUSH, null);
        DeliveryPages pages = database.get(DeliveryPages.class);

        assertThat(in(pages.page(tenant, push, null, 51).collectList())).hasSize(2);
        assertThat(read("delivery", pages.page(tenant, push, null, 51).collectList()))
                .isLessThan(50);
    }

    private void sent(String channel, int many) {
        database.executeAsSuperuser(
                """
                insert into delivery (tenant_id, id, recipient, route, step, channel, document, state, attempts, tries, due_at, paced)
                select '%s', ('00000000-0000-0000-0000-' || lpad((%d + i)::text, 12, '0'))::uuid, 'rep:mia', '{}', 0, '%s', '{}',
                       'DELIVERED', 1, 1, now(), false
                  from generate_series(1, %d) i
                """
                        .formatted(tenant, ids, channel, many));
        ids += many;
    }
}
