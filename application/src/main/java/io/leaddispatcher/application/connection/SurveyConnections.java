package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.ConnectionHealthView.Failure;
import io.leaddispatcher.application.connection.port.ConnectionReports;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** All connections of a workspace with how each fares, as the API shows both. */
@UseCase
public final class SurveyConnections {

    private static final Duration MEMORY = Duration.ofDays(1);
    private static final int MOST = 200;

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

    public Mono<List<Map<String, Object>>> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.VIEW_CONNECTIONS);
            TenantId tenant = caller.tenant();
            return unitOfWork.run(
                    tenant,
                    connections
                            .page(tenant, null, MOST)
                            .concatMap(connection -> surveyed(tenant, connection))
                            .collectList());
        });
    }

    private Mono<Map<String, Object>> surveyed(TenantId tenant, StoredConnection connection) {
        Instant since = clock.instant().minus(MEMORY);
        return reports.show(tenant, connection.key(), since)
                .defaultIfEmpty(ConnectionHealthView.unknown())
                .map(health -> {
                    Map<String, Object> document =
                            new LinkedHashMap<>(
                                    ConnectionView.of(connection, addresses).document());
                    document.put("health", shown(health));
                    return document;
                });
    }

    private static Map<String, Object> shown(ConnectionHealthView health) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("status", health.status().name());
        put(shown, "lastEventAt", health.lastEventAt());
        put(shown, "lastWriteAt", health.lastWriteAt());
        shown.put("rejectedSignatures", health.rejectedSignatures());
        shown.put("errors", health.errors().stream().map(SurveyConnections::shown).toList());
        return shown;
    }

    private static Map<String, Object> shown(Failure failure) {
        return Map.of(
                "code", failure.code(), "count", failure.count(), "message", failure.message());
    }

    private static void put(Map<String, Object> map, String name, @Nullable Instant at) {
        if (at != null) {
            map.put(name, at.toString());
        }
    }
}
