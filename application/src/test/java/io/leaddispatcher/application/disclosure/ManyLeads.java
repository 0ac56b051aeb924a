package io.leaddispatcher.application.disclosure;

import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Leads with a diagnosis, numbered from 1, all of which the rep mia has. */
final class ManyLeads implements LeadViews {

    static final String DIAGNOSIS = "Influenza B";

    static LeadId lead(int number) {
        return new LeadId(new UUID(4, number));
    }

    @Override
    public Flux<Row> page(
            TenantId tenant, Sight sight, Filter filter, @Nullable Position after, int limit) {
        return Flux.empty();
    }

    @Override
    public Mono<Detail> show(TenantId tenant, Sight sight, LeadId lead) {
        boolean seen =
                switch (sight) {
                    case Sight.All() -> true;
                    case Sight.Own(var rep) -> rep.equals("mia");
                    case Sight.None() -> false;
                };
        return seen && lead.value().getMostSignificantBits() == 4
                ? Mono.just(
                        new Detail(
                                row(lead), List.of(), List.of(), List.of(), List.of(), List.of(),
                                null, Map.of()))
                : Mono.empty();
    }

    private static Row row(LeadId lead) {
        return new Row(
                lead,
                Instant.EPOCH,
                Instant.EPOCH,
                LeadStatus.NEW,
                "Ana Ruiz",
                "Acme",
                null,
                null,
                null,
                "mia",
                "Mia",
                null,
                null,
                Map.of(
                        "contact", Map.of("firstName", "Ana"),
                        "custom", Map.of("diagnosis", DIAGNOSIS)));
    }

    @Override
    public Mono<Map<String, String>> names(TenantId tenant) {
        return Mono.just(Map.of());
    }
}
