package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.port.ConnectionReports;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** Shows how a connection fares. */
@UseCase
public final class ShowConnectionHealth {

    /** Older errors are history. */
    private static final Duration MEMORY = Duration.ofDays(1);

    private final Connections connections;
    private final ConnectionReports reports;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public ShowConnectionHealth(
            Connections connections,
            ConnectionReports reports,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.connections = connections;
        this.reports = reports;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public record Query(Caller caller, ConnectionKey key) {}

    /** Empty when there is no such connection. */
    public Mono<ConnectionHealthView> handle(Query query) {
        query.caller().require(Permission.VIEW_CONNECTIONS);
        TenantId tenant = query.caller().tenant();
        Instant since = clock.instant().minus(MEMORY);
        return unitOfWork.run(
                tenant,
                connections
                        .find(tenant, query.key())
                        .flatMap(connection ->
                                reports.show(tenant, query.key(), since)
                                        .defaultIfEmpty(ConnectionHealthView.unknown())
                                        .zipWhen(
                                                _ -> reports.waiting(tenant, query.key()),
                                                ConnectionHealthView::behindBy)
                                        .map(health -> health.of(connection))));
    }
}
