package io.leaddispatcher.adapter.salesforce;

import io.leaddispatcher.adapter.salesforce.SalesforceApi.Account;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionSessions;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.InMemorySessions;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.scheduler.Schedulers;

/** A connection to the stand-in, and what calls it. */
final class Desk {

    static final TenantId TENANT = new TenantId(new UUID(0, 1));
    static final ConnectionKey KEY = new ConnectionKey("sf");

    final StandInSalesforce salesforce;
    final InMemoryConnections connections = new InMemoryConnections();
    final SalesforceGrants grants;
    final SalesforceApi api;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, Object> settings = new HashMap<>();
    private Map<String, String> secrets =
            Map.of("clientId", "c-1", "clientSecret", "cs-1", "refreshToken", "refresh-1");

    Instant now = Instant.parse("2026-03-02T10:00:00Z");

    Desk(StandInSalesforce salesforce) {
        this.salesforce = salesforce;
        settings.put("organizationId", StandInSalesforce.ORGANIZATION);
        WebClient client = SalesforceConfiguration.client(WebClient.builder());
        grants = new SalesforceGrants(client, salesforce.url(), () -> now, Schedulers.parallel());
        api =
                new SalesforceApi(
                        client,
                        new ConnectionSessions(
                                connections,
                                new InMemorySessions(),
                                new ReversingCipher(),
                                new ImmediateUnitOfWork(),
                                () -> new UUID(9, ids.incrementAndGet()),
                                () -> now,
                                Schedulers.parallel()),
                        grants,
                        () -> now,
                        Schedulers.parallel());
        keep();
    }

    /** As a settings page would. */
    void set(String setting, Object value) {
        settings.put(setting, value);
        keep();
    }

    void secrets(Map<String, String> now) {
        secrets = Map.copyOf(now);
        keep();
    }

    private void keep() {
        var stored =
                new StoredConnection(
                        new UUID(0, ids.incrementAndGet()),
                        KEY,
                        ConnectionType.SALESFORCE,
                        "Salesforce",
                        true,
                        settings,
                        secrets.keySet().stream().collect(Collectors.toMap(each -> each, _ -> now)),
                        "hook",
                        ids.incrementAndGet());
        var cipher = new ReversingCipher();
        connections
                .save(
                        TENANT,
                        stored,
                        secrets.entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey,
                                                each ->
                                                        cipher.encrypt(
                                                                        TENANT,
                                                                        each.getValue()
                                                                                .getBytes(
                                                                                        StandardCharsets
                                                                                                .UTF_8),
                                                                        stored.id()
                                                                                + "/"
                                                                                + each.getKey())
                                                                .block())))
                .block();
    }

    ConnectionAccess connection() {
        return new ConnectionAccess(
                KEY,
                "salesforce",
                settings,
                secrets.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, each -> new Secret(each.getValue()))));
    }

    Account account() {
        return new Account(TENANT, connection());
    }
}
