package io.leaddispatcher.infra.demo;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.connection.ConnectionView;
import io.leaddispatcher.application.connection.PutConnection;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.crm.StartBackfill;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.infra.start.DemoLogin;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Connects the demo to the sandbox CRM that {@code bin/run --with-sandbox-crm} has started, at
 * every start anew. Where there is none this time, the connection of last time is switched off:
 * what answers under HubSpot's address then is HubSpot.
 */
final class DemoCrm {

    static final ConnectionKey KEY = new ConnectionKey("sandbox-crm");

    /** As the sandbox knows itself. */
    private static final String PORTAL = "1001";

    private static final String APP = "88001";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TRIES = 5;
    private static final Logger LOG = LoggerFactory.getLogger(DemoCrm.class);

    private final Workspaces workspaces;
    private final Connections connections;
    private final PutConnection put;
    private final StartBackfill backfill;
    private final UnitOfWork unitOfWork;
    private final WebClient client;
    private final String secret;

    /**
     * @param client of the sandbox's API
     * @param secret of the sandbox's app; blank: there is no sandbox
     */
    DemoCrm(
            Workspaces workspaces,
            Connections connections,
            PutConnection put,
            StartBackfill backfill,
            UnitOfWork unitOfWork,
            WebClient client,
            String secret) {
        this.workspaces = workspaces;
        this.connections = connections;
        this.put = put;
        this.backfill = backfill;
        this.unitOfWork = unitOfWork;
        this.client = client;
        this.secret = secret;
    }

    @EventListener(ApplicationReadyEvent.class)
    void connect() {
        workspaces
                .find(DemoLogin.SLUG)
                .flatMap(demo -> secret.isBlank() ? leave(demo) : connect(demo))
                // The demo goes on without.
                .onErrorResume(error -> {
                    LOG.warn("the sandbox CRM could not be connected", error);
                    return Mono.empty();
                })
                .block(PATIENCE);
    }

    private Mono<Void> connect(TenantId demo) {
        Caller caller = Caller.system(demo);
        Map<String, Object> document =
                Map.of(
                        "type",
                        "hubspot",
                        "name",
                        "Sandbox CRM",
                        "active",
                        true,
                        "settings",
                        Map.of(
                                "portalId",
                                PORTAL,
                                "appId",
                                APP,
                                "writeFields",
                                Map.of(
                                        "rule",
                                        "ld_rule",
                                        "assignedAt",
                                        "ld_assigned_at",
                                        "status",
                                        "hs_lead_status"),
                                "statusValues",
                                Map.of("ASSIGNED", "NEW", "ACCEPTED", "IN_PROGRESS"),
                                "writeNote",
                                true),
                        "secrets",
                        Map.of("clientSecret", secret, "accessToken", "pat-" + secret));
        return put.handle(new PutConnection.Command(caller, KEY, document, Precondition.NONE))
                .flatMap(outcome ->
                        subscribe(
                                switch (outcome) {
                                    case PutConnection.Outcome.Created(var view) -> hook(view);
                                    case PutConnection.Outcome.Changed(var view) -> hook(view);
                                    case PutConnection.Outcome.Stale() ->
                                            throw new IllegalStateException(
                                                    "no version of the connection was asked for");
                                }))
                .then(backfill.handle(new StartBackfill.Command(caller, KEY)))
                .then();
    }

    private static String hook(ConnectionView view) {
        return String.valueOf(view.document().get("hookUrl"));
    }

    /** As an app tells HubSpot where its webhooks are to go. */
    private Mono<Void> subscribe(String hook) {
        return client.put()
                .uri("/webhooks/v3/{app}/settings", APP)
                .headers(headers -> headers.setBearerAuth("pat-" + secret))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("targetUrl", hook))
                .retrieve()
                .toBodilessEntity()
                .retryWhen(Retry.backoff(TRIES, Duration.ofMillis(500)))
                .then();
    }

    private Mono<Void> leave(TenantId demo) {
        return unitOfWork
                .run(demo, connections.find(demo, KEY))
                .filter(StoredConnection::active)
                .flatMap(stored ->
                        put.handle(
                                new PutConnection.Command(
                                        Caller.system(demo),
                                        KEY,
                                        Map.of(
                                                "type",
                                                stored.type().word(),
                                                "name",
                                                stored.name(),
                                                "active",
                                                false,
                                                "settings",
                                                stored.settings()),
                                        Precondition.NONE)))
                .then();
    }
}
