package io.leaddispatcher.application.escalation;

import io.leaddispatcher.application.escalation.Escalating.At;
import io.leaddispatcher.application.escalation.Escalating.Told;
import io.leaddispatcher.application.lead.LeadWebhooks;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.sla.SlaStory;
import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.transaction.Claimed;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.sla.ClockState;
import io.leaddispatcher.domain.sla.ClockStep;
import io.leaddispatcher.domain.sla.EscalationAction;
import io.leaddispatcher.domain.webhook.WebhookSubscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What comes of the clocks that are taken up at once. Not thread-safe. */
final class TakenSteps {

    private final Escalating escalating;
    private final Instant until;
    private final List<WebhookSubscription> webhooks;
    private final List<LeadClock> clocks = new ArrayList<>();
    private final List<Timeline.Entry> entries = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Unheard> unheard = new ArrayList<>();
    private final List<UUID> heard = new ArrayList<>();

    TakenSteps(
            Escalating escalating, Claimed<LeadClock> claimed, List<WebhookSubscription> webhooks) {
        this.escalating = escalating;
        this.until = claimed.until(escalating.now());
        this.webhooks = webhooks;
    }

    /**
     * All that is due of a clock, up to a step that moves the lead. One of which nothing is due is
     * kept as it is, and with it when its next step is.
     */
    void take(At at) {
        LeadClock kept = at.kept();
        // Nobody said that the work on it is over.
        if (!kept.waits() && at.open().isEmpty()) {
            over(kept);
            return;
        }
        Optional<ClockStep> next = kept.clock().next();
        while (next.isPresent() && !next.get().movesLead() && !next.get().dueAt().isAfter(until)) {
            take(new At(kept, at.file(), at.open()), next.get());
            kept = kept.with(kept.clock().stepped());
            next = kept.clock().next();
        }
        clocks.add(kept);
    }

    private void take(At at, ClockStep step) {
        EscalationAction action = step.action();
        if (action == null) {
            // One that stood still since was told of then.
            if (at.kept().clock().state() != ClockState.BREACHED) {
                tell(SlaStory.breached(at.kept(), escalating.now()));
            }
            return;
        }
        switch (action) {
            case REMIND -> {
                Told told = escalating.remind(at);
                deliveries.addAll(told.deliveries());
                // The clock has come to this point all the same, also when nobody is reminded.
                tell(
                        SlaStory.reminded(
                                at.kept(),
                                step,
                                told.untold() == null ? Map.of() : told.detail(),
                                escalating.now()));
            }
            case NOTIFY_MANAGER -> told(at, step, escalating.manager(at));
            case NOTIFY_CHANNEL -> told(at, step, escalating.channel(at));
            case REASSIGN, RAISE_PRIORITY, QUEUE ->
                    throw new IllegalStateException("%s moves a lead".formatted(action));
        }
    }

    private void told(At at, ClockStep step, Told told) {
        deliveries.addAll(told.deliveries());
        escalating.unheard(at, told).ifPresent(unheard::add);
        if (told.untold() == null) {
            heard.add(at.kept().id());
        }
        Map<String, Object> detail = new HashMap<>(told.detail());
        detail.put("action", String.valueOf(step.action()));
        tell(SlaStory.escalated(at.kept(), step, detail, escalating.now()));
    }

    /** What the lead's timeline tells, programs that listen are told, too. */
    private void tell(Timeline.Entry entry) {
        entries.add(entry);
        deliveries.addAll(LeadWebhooks.of(entry, webhooks, escalating.ids(), escalating.now()));
    }

    void over(LeadClock kept) {
        clocks.add(kept.with(kept.clock().stopped()));
    }

    // What is to be committed

    List<LeadClock> clocks() {
        return clocks;
    }

    List<Timeline.Entry> entries() {
        return entries;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    /** Of a clock that several steps have come to, the last one counts. */
    List<Unheard> unheard() {
        return unheard.stream().filter(each -> !heard.contains(each.clock())).toList();
    }

    /** Clocks of which somebody was told. */
    List<UUID> heard() {
        return heard;
    }

    Set<LeadId> leads() {
        return entries.stream().map(Timeline.Entry::lead).collect(Collectors.toUnmodifiableSet());
    }
}
