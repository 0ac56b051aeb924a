package io.leaddispatcher.application.privacy;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.privacy.port.PersonRecords;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.lead.Identity.Handle;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Which leads a person has, to be looked at before they are exported or erased. */
@UseCase
public final class FindPerson {

    private static final int MOST_SHOWN = 50;

    public record Query(Caller caller, PersonKey person) {}

    /**
     * A lead of the person. What is sensitive is hidden from everybody: it takes none of it to see
     * whether this is who is meant.
     *
     * @param name null when nobody has told it
     * @param company likewise
     */
    public record KnownLead(
            LeadId id, @Nullable String name, @Nullable String company, Instant receivedAt) {}

    /**
     * What is known.
     *
     * @param count of all their leads
     * @param shown the latest of them first, not necessarily all
     */
    public record Found(int count, List<KnownLead> shown) {
        public Found {
            shown = List.copyOf(shown);
        }
    }

    private final PersonRecords records;
    private final LeadViews views;
    private final RoutingConfigurations configurations;
    private final UnitOfWork unitOfWork;

    public FindPerson(
            PersonRecords records,
            LeadViews views,
            RoutingConfigurations configurations,
            UnitOfWork unitOfWork) {
        this.records = records;
        this.views = views;
        this.configurations = configurations;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Found> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.ADMINISTER);
            Handle handle = query.person().handle();
            TenantId tenant = query.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    PersonKey.one(records, tenant, handle)
                            .flatMap(one -> records.leads(tenant, one))
                            .flatMap(leads -> found(tenant, leads)));
        });
    }

    private Mono<Found> found(TenantId tenant, List<LeadId> leads) {
        // Ids are in the order of time.
        List<LeadId> latest =
                leads.stream()
                        .sorted(Comparator.comparing(LeadId::toString).reversed())
                        .limit(MOST_SHOWN)
                        .toList();
        return configurations
                .current(tenant)
                .map(snapshot -> SensitiveMask.closed(snapshot.configuration()))
                .flatMap(mask ->
                        views.some(tenant, new Sight.All(), latest)
                                .map(row -> known(row, mask))
                                .sort(Comparator.comparing(KnownLead::receivedAt).reversed())
                                .collectList())
                .map(shown -> new Found(leads.size(), shown));
    }

    private static KnownLead known(Row row, SensitiveMask mask) {
        return new KnownLead(
                row.lead(),
                mask.name(row.name()),
                mask.text("company.name", row.company()),
                row.receivedAt());
    }
}
