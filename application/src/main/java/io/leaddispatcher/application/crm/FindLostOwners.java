package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmOwners.CrmOwner;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/**
 * In which CRMs the owner that was chosen for a rep is not active, or not there, any more: what is
 * theirs cannot be written there. A CRM that does not answer soon is not told of.
 */
@UseCase
public final class FindLostOwners {

    /** A page waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Whose page it is on which they are shown. */
    public record Query(Caller caller, RepKey rep) {}

    private record Asked(ConnectionAccess connection, Crm crm, String owner) {}

    private final ConnectionDirectory connections;
    private final Crms crms;
    private final RoutingConfigurations configurations;
    private final UnitOfWork unitOfWork;

    public FindLostOwners(
            ConnectionDirectory connections,
            Crms crms,
            RoutingConfigurations configurations,
            UnitOfWork unitOfWork) {
        this.connections = connections;
        this.crms = crms;
        this.configurations = configurations;
        this.unitOfWork = unitOfWork;
    }

    /** The connections, in the order of keys. */
    public Mono<List<ConnectionKey>> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_CONNECTIONS);
            TenantId tenant = query.caller().tenant();
            return unitOfWork
                    .run(tenant, asked(tenant, query.rep()))
                    .flatMapIterable(asked -> asked)
                    .filterWhen(asked -> isLost(tenant, asked))
                    .map(asked -> asked.connection().key())
                    .sort()
                    .collectList();
        });
    }

    private Mono<List<Asked>> asked(TenantId tenant, RepKey key) {
        return configurations
                .current(tenant)
                .flatMapIterable(snapshot ->
                        snapshot.configuration()
                                .roster()
                                .rep(key)
                                .map(Rep::crmOwnerIds)
                                .orElse(Map.of())
                                .entrySet())
                .concatMap(chosen ->
                        connections
                                .find(tenant, chosen.getKey())
                                .flatMap(connection ->
                                        Mono.justOrEmpty(crms.of(connection))
                                                .map(crm ->
                                                        new Asked(
                                                                connection,
                                                                crm,
                                                                chosen.getValue()))))
                .collectList();
    }

    private static Mono<Boolean> isLost(TenantId tenant, Asked asked) {
        return asked.crm()
                .owners()
                .byId(tenant, asked.connection(), asked.owner())
                .map(CrmOwner::active)
                .defaultIfEmpty(false)
                .map(active -> !active)
                .timeout(PATIENCE)
                .onErrorReturn(CrmRefusedException.class, false)
                .onErrorReturn(TimeoutException.class, false);
    }
}
