package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a rep is told once more of an offer, since the rep asked for it. */
public final class Reminder {

    private Reminder() {}

    /**
     * To whom and about what the first message was. It is taken back when the offer ends before.
     *
     * @param sentence why it comes, without a sensitive word
     */
    public static Delivery of(Delivery told, String sentence, Instant due, DeliveryId id) {
        Map<String, Object> document = new LinkedHashMap<>(told.draft().document());
        document.put("reminder", sentence);
        document.put("snoozed", true);
        return Delivery.planned(
                id,
                told.lead(),
                new DeliveryDraft(told.draft().recipient(), told.draft().route(), document),
                due);
    }
}
