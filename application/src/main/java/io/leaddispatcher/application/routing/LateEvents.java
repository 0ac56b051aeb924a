package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.intake.port.InboundEvents;
import io.leaddispatcher.application.intake.port.ReadyEvents.Ready;
import io.leaddispatcher.application.lead.ErasedPersonException;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.lead.LeadBody;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadReader;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Events whose lead was there when they came in, and was erased or removed before they were
 * committed: the person is identified once more, under the turn, so that nobody who was erased
 * comes back and everybody else is found again by what they are known by.
 */
final class LateEvents {

    private final Leads leads;
    private final InboundEvents events;

    LateEvents(Leads leads, InboundEvents events) {
        this.leads = leads;
        this.events = events;
    }

    /** Those that are to be routed; the others are forgotten. */
    Mono<List<Ready>> sifted(
            TenantId tenant, LeadReader reader, List<Ready> ready, Set<LeadId> known) {
        return ready.stream().allMatch(event -> known.contains(event.lead()))
                ? Mono.just(ready)
                : Flux.fromIterable(ready)
                        .concatMap(event ->
                                known.contains(event.lead())
                                        ? Mono.just(event)
                                        : again(tenant, reader, event))
                        .collectList();
    }

    private Mono<Ready> again(TenantId tenant, LeadReader reader, Ready event) {
        LeadBody body = reader.read(Part.root(event.body(), new Violations())).orElse(null);
        if (body == null) {
            return Mono.just(event);
        }
        var told =
                new Leads.Told(
                        Objects.requireNonNullElse(event.connection(), "api"),
                        event.id().toString(),
                        event.body(),
                        body.receivedAt());
        return leads.identify(tenant, new Leads.Sought(event.identity(body), event.lead(), told))
                .flatMap(lead -> belonging(tenant, event, lead))
                .onErrorResume(
                        ErasedPersonException.class,
                        _ -> events.forget(tenant, event.id()).then(Mono.empty()));
    }

    private Mono<Ready> belonging(TenantId tenant, Ready event, LeadId lead) {
        return lead.equals(event.lead())
                ? Mono.just(event)
                : events.belong(tenant, Map.of(event.id(), lead)).thenReturn(event.of(lead));
    }
}
