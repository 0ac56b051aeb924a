package io.leaddispatcher.application.simulation.port;

import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.simulation.Landing;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The leads that were routed, and what became of them. Called inside a unit of work. */
public interface PastLeads {

    /** A lead in the order of arrival. */
    record Place(Instant arrivedAt, LeadId lead) {}

    /**
     * Leads that have arrived one after another.
     *
     * @param first inclusive
     * @param last inclusive
     */
    record Span(Place first, Place last, int leads) {}

    /**
     * A lead as it is now.
     *
     * @param landing to whom it first went, else where it stands; null when that is over
     * @param workedFor how long whom it first went to had it; null while that is open
     */
    record PastLead(
            Lead lead, Place place, @Nullable Landing landing, @Nullable Duration workedFor) {}

    /** The newest; empty when there are none. */
    Mono<Span> newest(TenantId tenant, LeadKind kind, int atMost);

    /**
     * The first that have arrived in this time; empty when there are none.
     *
     * @param from inclusive
     * @param to exclusive
     */
    Mono<Span> arrived(TenantId tenant, LeadKind kind, Instant from, Instant to, int atMost);

    /**
     * Those of these leads that are there and of this kind, oldest first.
     *
     * @param customTypes the types of the custom fields
     */
    Flux<PastLead> chosen(
            TenantId tenant,
            LeadKind kind,
            Collection<LeadId> leads,
            Function<String, Optional<FieldType>> customTypes);

    /**
     * Of a span, oldest first.
     *
     * @param after null for the first ones
     * @param customTypes the types of the custom fields
     */
    Flux<PastLead> page(
            TenantId tenant,
            LeadKind kind,
            Span span,
            @Nullable Place after,
            int atMost,
            Function<String, Optional<FieldType>> customTypes);
}
