package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** By whose clocks a rep goes who names no time zone: a team's, else the workspace's. */
@UseCase
public final class FindInheritedZone {

    private final RoutingConfigurations configurations;
    private final UnitOfWork unitOfWork;

    public FindInheritedZone(RoutingConfigurations configurations, UnitOfWork unitOfWork) {
        this.configurations = configurations;
        this.unitOfWork = unitOfWork;
    }

    /**
     * @param rep null for one that is to be made, and is in no team yet
     */
    public record Query(Caller caller, @Nullable RepKey rep) {}

    public Mono<ZoneId> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_CONFIGURATION);
            var tenant = query.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    configurations
                            .current(tenant)
                            .map(snapshot ->
                                    snapshot.configuration().roster().inheritedZone(query.rep())));
        });
    }
}
