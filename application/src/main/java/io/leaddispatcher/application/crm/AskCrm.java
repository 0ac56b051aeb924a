package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.application.crm.port.CrmFields.CrmField;
import io.leaddispatcher.application.crm.port.CrmOwners.CrmOwner;
import io.leaddispatcher.application.crm.port.CrmRecords.CrmRecord;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Asks a connected CRM what its records consist of, who its owners are, or how a record is. */
@UseCase
public final class AskCrm {

    private final ConnectionDirectory connections;
    private final Crms crms;
    private final RoutingConfigurations configurations;
    private final UnitOfWork unitOfWork;

    public AskCrm(
            ConnectionDirectory connections,
            Crms crms,
            RoutingConfigurations configurations,
            UnitOfWork unitOfWork) {
        this.connections = connections;
        this.crms = crms;
        this.configurations = configurations;
        this.unitOfWork = unitOfWork;
    }

    /** What is asked. */
    public sealed interface Question {
        record Fields(CrmFields.Subject subject) implements Question {}

        record Owners() implements Question {}

        /**
         * One record.
         *
         * @param id the CRM's own
         * @param properties by the CRM's names
         */
        record Record(String id, Set<String> properties) implements Question {
            public Record {
                properties = Set.copyOf(properties);
            }
        }
    }

    public record Query(Caller caller, ConnectionKey key, Question question) {}

    public sealed interface Outcome {
        /** By label. */
        record Fields(List<CrmField> fields) implements Outcome {
            public Fields {
                fields = List.copyOf(fields);
            }
        }

        /**
         * By name.
         *
         * @param without the active reps who are no owner there
         */
        record Owners(List<OwnerOfCrm> owners, List<RepKey> without) implements Outcome {
            public Owners {
                owners = List.copyOf(owners);
                without = List.copyOf(without);
            }
        }

        /**
         * @param found null when there is no such record
         */
        record Found(@Nullable CrmRecord found) implements Outcome {}

        /** There is no such connection, or it is off. */
        record Unknown() implements Outcome {}

        record NoCrm() implements Outcome {}

        /** In the CRM's words. */
        record Refused(String message) implements Outcome {}
    }

    /**
     * An owner of the CRM.
     *
     * @param rep who it is here; null when it is none
     */
    public record OwnerOfCrm(CrmOwner owner, @Nullable RepKey rep) {}

    public Mono<Outcome> handle(Query query) {
        query.caller().require(Permission.VIEW_CONNECTIONS);
        TenantId tenant = query.caller().tenant();
        return Mono.defer(() ->
                        unitOfWork.run(
                                tenant,
                                connections
                                        .find(tenant, query.key())
                                        .zipWhen(_ ->
                                                configurations
                                                        .current(tenant)
                                                        .map(snapshot ->
                                                                snapshot.configuration()
                                                                        .roster()
                                                                        .reps()))))
                .flatMap(found -> {
                    Optional<Crm> crm = crms.of(found.getT1());
                    return crm.isEmpty()
                            ? Mono.just(new Outcome.NoCrm())
                            : asked(tenant, crm.get(), found.getT1(), found.getT2(), query);
                })
                .onErrorResume(
                        CrmRefusedException.class,
                        refused -> Mono.just(new Outcome.Refused(refused.words())))
                .defaultIfEmpty(new Outcome.Unknown());
    }

    private static Mono<Outcome> asked(
            TenantId tenant,
            Crm crm,
            ConnectionAccess connection,
            Collection<Rep> reps,
            Query query) {
        return switch (query.question()) {
            case Question.Fields(var subject) ->
                    crm.fields()
                            .describe(tenant, connection, subject)
                            .collectSortedList(
                                    Comparator.comparing(CrmField::label)
                                            .thenComparing(CrmField::name))
                            .map(Outcome.Fields::new);
            case Question.Owners() ->
                    crm.owners()
                            .all(tenant, connection)
                            .collectSortedList(
                                    Comparator.comparing(CrmOwner::name)
                                            .thenComparing(CrmOwner::id))
                            .map(owners -> known(owners, connection.key(), reps));
            case Question.Record(var id, var properties) ->
                    crm.records()
                            .read(tenant, connection, id, properties)
                            .<Outcome>map(Outcome.Found::new)
                            .defaultIfEmpty(new Outcome.Found(null));
        };
    }

    private static Outcome known(
            List<CrmOwner> owners, ConnectionKey connection, Collection<Rep> reps) {
        OwningReps owning = OwningReps.of(connection, reps);
        List<OwnerOfCrm> known =
                owners.stream()
                        .map(owner ->
                                new OwnerOfCrm(
                                        owner,
                                        owning.rep(owner.id(), owner.email())
                                                .map(Rep::key)
                                                .orElse(null)))
                        .toList();
        Set<RepKey> found =
                known.stream()
                        .map(OwnerOfCrm::rep)
                        .flatMap(Stream::ofNullable)
                        .collect(Collectors.toSet());
        return new Outcome.Owners(
                known,
                reps.stream()
                        .filter(Rep::active)
                        .map(Rep::key)
                        .filter(rep -> !found.contains(rep))
                        .sorted(Comparator.comparing(RepKey::value))
                        .toList());
    }
}
