package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmOwners.CrmOwner;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Shows which owner of a CRM each rep is, and the owners who are nobody here. */
@UseCase
public final class ShowCrmOwners {

    private final ConnectionDirectory connections;
    private final Crms crms;
    private final ConfigurationDocuments documents;
    private final RoutingConfigurations configurations;
    private final UnitOfWork unitOfWork;

    public ShowCrmOwners(
            ConnectionDirectory connections,
            Crms crms,
            ConfigurationDocuments documents,
            RoutingConfigurations configurations,
            UnitOfWork unitOfWork) {
        this.connections = connections;
        this.crms = crms;
        this.documents = documents;
        this.configurations = configurations;
        this.unitOfWork = unitOfWork;
    }

    public record Query(Caller caller, ConnectionKey key) {}

    /** How a rep is known in the CRM. */
    public enum Standing {
        /** Somebody has said who it is. */
        CHOSEN,
        BY_EMAIL,
        /** Whoever was chosen is there no more. */
        GONE,
        NOT_FOUND,
        /** The CRM has not said. */
        UNKNOWN
    }

    /**
     * An active rep.
     *
     * @param version of the rep's document
     * @param owner who it is there; null when nobody knows
     * @param chosen the id that somebody has noted; null when nobody has
     */
    public record Line(
            RepKey rep,
            String name,
            String email,
            long version,
            Standing standing,
            @Nullable CrmOwner owner,
            @Nullable String chosen) {}

    /**
     * @param type of the connection, such as {@code hubspot}
     * @param reps by name
     * @param others owners who are no rep, by name
     * @param taken the name of the rep who each owner is, by the owner's id
     * @param problem why the CRM did not say who is there; null when it did
     */
    public record View(
            String type,
            List<Line> reps,
            List<CrmOwner> others,
            Map<String, String> taken,
            @Nullable String problem) {
        public View {
            reps = List.copyOf(reps);
            others = List.copyOf(others);
            taken = Map.copyOf(taken);
        }
    }

    private record Known(
            ConnectionAccess connection, Crm crm, List<Rep> reps, Map<String, Long> versions) {}

    /** Empty when there is no such connection to a CRM, or it is off. */
    public Mono<View> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_CONNECTIONS);
            TenantId tenant = query.caller().tenant();
            return unitOfWork
                    .run(tenant, known(tenant, query.key()))
                    .flatMap(known ->
                            known.crm()
                                    .owners()
                                    .all(tenant, known.connection())
                                    .collectList()
                                    .map(owners -> view(known, owners, null))
                                    .onErrorResume(
                                            CrmRefusedException.class,
                                            refused ->
                                                    Mono.just(
                                                            view(
                                                                    known,
                                                                    List.of(),
                                                                    refused.words()))));
        });
    }

    private Mono<Known> known(TenantId tenant, ConnectionKey key) {
        return connections
                .find(tenant, key)
                .flatMap(connection ->
                        Mono.justOrEmpty(crms.of(connection))
                                .flatMap(crm ->
                                        configurations
                                                .current(tenant)
                                                .zipWhen(
                                                        _ -> versions(tenant),
                                                        (snapshot, versions) ->
                                                                new Known(
                                                                        connection,
                                                                        crm,
                                                                        active(snapshot),
                                                                        versions))));
    }

    /** Of the reps' documents. */
    private Mono<Map<String, Long>> versions(TenantId tenant) {
        return documents
                .all(tenant, ConfigurationKind.REP)
                .collectMap(StoredDocument::key, StoredDocument::version);
    }

    /** By their names. */
    private static List<Rep> active(Snapshot snapshot) {
        return snapshot.configuration().roster().reps().stream()
                .filter(Rep::active)
                .sorted(Comparator.comparing(Rep::name))
                .toList();
    }

    private static View view(Known known, List<CrmOwner> owners, @Nullable String problem) {
        OwningReps owning = OwningReps.of(known.connection().key(), known.reps());
        Map<RepKey, CrmOwner> byRep = new HashMap<>();
        Map<String, String> taken = new HashMap<>();
        for (CrmOwner owner : owners) {
            Optional<Rep> rep = owning.rep(owner.id(), owner.email());
            rep.ifPresent(found -> {
                byRep.putIfAbsent(found.key(), owner);
                taken.put(owner.id(), found.name());
            });
        }
        return new View(
                known.connection().type(),
                known.reps().stream().map(rep -> line(known, rep, byRep, problem)).toList(),
                owners.stream()
                        .filter(owner -> !taken.containsKey(owner.id()))
                        .sorted(Comparator.comparing(CrmOwner::name).thenComparing(CrmOwner::id))
                        .toList(),
                taken,
                problem);
    }

    private static Line line(
            Known known, Rep rep, Map<RepKey, CrmOwner> byRep, @Nullable String problem) {
        String chosen = rep.crmOwnerIds().get(known.connection().key());
        CrmOwner owner = byRep.get(rep.key());
        Standing standing;
        if (owner != null) {
            standing = chosen == null ? Standing.BY_EMAIL : Standing.CHOSEN;
        } else if (problem != null) {
            standing = Standing.UNKNOWN;
        } else {
            standing = chosen == null ? Standing.NOT_FOUND : Standing.GONE;
        }
        return new Line(
                rep.key(),
                rep.name(),
                rep.email(),
                known.versions().getOrDefault(rep.key().value(), 0L),
                standing,
                owner,
                chosen);
    }
}
