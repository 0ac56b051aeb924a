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
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Shows all connections with how they fare, for people who look at them side by side. */
@UseCase
public final class SurveyConnections {

    /** Older errors are history. */
    private static final Duration MEMORY = Duration.ofDays(1);

    /** More than anybody would look through. */
    private static final int MOST = 500;

    private final Connections connections;
    private final ConnectionReports reports;
    private final HookAddresses addresses;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public SurveyConnections(
            Connections connections,
            ConnectionReports reports,
            HookAddresses addresses,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.connections = connections;
        this.reports = reports;
        this.addresses = addresses;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** A connection and how it fares. */
    public record Surveyed(ConnectionView connection, ConnectionHealthView health) {}

    /** In the order of keys. */
    public Mono<List<Surveyed>> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.VIEW_CONNECTIONS);
            TenantId tenant = caller.tenant();
            Instant since = clock.instant().minus(MEMORY);
            return unitOfWork.run(
                    tenant,
                    connections
                            .page(tenant, null, MOST)
                            .collectList()
                            .flatMap(all ->
                                    reports.showAll(tenant, since)
                                            .map(health -> surveyed(all, health))));
        });
    }

    private List<Surveyed> surveyed(
            List<StoredConnection> all, Map<ConnectionKey, ConnectionHealthView> health) {
        return all.stream()
                .map(each ->
                        new Surveyed(
                                ConnectionView.of(each, addresses),
                                health.getOrDefault(each.key(), ConnectionHealthView.unknown())
                                        .of(each)))
                .toList();
    }
}
