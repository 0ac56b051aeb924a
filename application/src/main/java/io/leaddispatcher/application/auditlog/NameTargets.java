package io.leaddispatcher.application.auditlog;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.auditlog.port.AuditLog;
import io.leaddispatcher.application.lead.LeadNames;
import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Tells what things are called now that the audit log names by their ids. An entry itself never
 * names a person: of a lead that was erased, or whose name is sensitive, none is told here either.
 */
@UseCase
public final class NameTargets {

    private static final String LEAD = "lead:";

    private final AuditLog log;
    private final LeadViews leads;
    private final RoutingConfigurations configurations;
    private final UnitOfWork unitOfWork;

    public NameTargets(
            AuditLog log,
            LeadViews leads,
            RoutingConfigurations configurations,
            UnitOfWork unitOfWork) {
        this.log = log;
        this.leads = leads;
        this.configurations = configurations;
        this.unitOfWork = unitOfWork;
    }

    /**
     * @param targets as entries name them: {@code rep:mia}
     */
    public record Query(Caller caller, Collection<String> targets) {}

    /**
     * By their labels; what is not there any more is missing. A lead without a name that may be
     * told has an empty one.
     */
    public Mono<Map<String, String>> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_AUDIT);
            TenantId tenant = query.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    log.names(tenant, Set.copyOf(query.targets()))
                            .zipWhen(_ -> leads(query))
                            .map(found -> {
                                Map<String, String> names = new HashMap<>(found.getT1());
                                names.putAll(found.getT2());
                                return Map.copyOf(names);
                            }));
        });
    }

    private Mono<Map<String, String>> leads(Query query) {
        Set<LeadId> asked =
                query.targets().stream()
                        .filter(target -> target.startsWith(LEAD))
                        .flatMap(target -> lead(target.substring(LEAD.length())).stream())
                        .collect(toUnmodifiableSet());
        if (asked.isEmpty() || !query.caller().actor().may(Permission.VIEW_LEADS)) {
            return Mono.just(Map.of());
        }
        TenantId tenant = query.caller().tenant();
        return configurations
                .current(tenant)
                .map(snapshot -> SensitiveMask.closed(snapshot.configuration()))
                .flatMap(mask ->
                        leads.some(tenant, new Sight.All(), asked)
                                .collectList()
                                .map(rows -> named(rows, mask)));
    }

    private static Map<String, String> named(List<LeadViews.Row> rows, SensitiveMask mask) {
        return rows.stream()
                .collect(
                        toMap(
                                row -> LEAD + row.lead(),
                                row ->
                                        Optional.ofNullable(LeadNames.called(row, mask))
                                                .orElse("")));
    }

    private static Optional<LeadId> lead(String text) {
        try {
            return Optional.of(new LeadId(UUID.fromString(text)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
