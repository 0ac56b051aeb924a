package io.leaddispatcher.application.escalation;

import static java.util.stream.Collectors.toCollection;

import io.leaddispatcher.application.dispatch.port.SettledEscalations;
import io.leaddispatcher.application.escalation.Unheard.Cause;
import io.leaddispatcher.application.escalation.port.UnheardEscalations;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryState;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Keeps in mind which escalations have reached nobody, until they do, and sees to it that those who
 * can mend it are written to: once a day about each cause, of however many leads.
 */
public final class UnheardWatch implements SettledEscalations {

    private final UnheardEscalations escalations;
    private final UnheardNotice notice;

    public UnheardWatch(UnheardEscalations escalations, UnheardNotice notice) {
        this.escalations = escalations;
        this.notice = notice;
    }

    /**
     * Inside the unit of work that keeps the escalations.
     *
     * @param heard clocks of which somebody was told
     */
    public Mono<Void> note(
            TenantId tenant, List<Unheard> unheard, Collection<UUID> heard, Instant now) {
        return (heard.isEmpty() ? Mono.<Void>empty() : escalations.heard(tenant, heard))
                .then(
                        Mono.defer(() ->
                                unheard.isEmpty()
                                        ? Mono.empty()
                                        : escalations
                                                .keep(tenant, unheard)
                                                .then(notice.write(tenant, causes(unheard), now))));
    }

    private static Set<Cause> causes(List<Unheard> unheard) {
        return unheard.stream().map(Unheard::cause).collect(toCollection(LinkedHashSet::new));
    }

    /** A message that was given up has told nobody. */
    @Override
    public Mono<Void> settled(TenantId tenant, List<Delivery> settled, Instant at) {
        List<Unheard> unheard = new ArrayList<>();
        Set<UUID> heard = new LinkedHashSet<>();
        for (Delivery delivery : settled) {
            if (delivery.draft().document().get(CLOCK) instanceof String clock) {
                if (delivery.state() == DeliveryState.DEAD) {
                    unheard.add(
                            new Unheard(
                                    UUID.fromString(clock),
                                    Objects.requireNonNull(delivery.lead()),
                                    new Cause(Untold.GIVEN_UP, delivery.draft().recipient()),
                                    at));
                } else if (delivery.state() == DeliveryState.DELIVERED) {
                    heard.add(UUID.fromString(clock));
                }
            }
        }
        return note(tenant, unheard, heard, at);
    }
}
