package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/** A workspace in memory in which one connection is set up, and the hook that it opens. */
abstract class ConnectionDesk {

    static final TenantId TENANT = new TenantId(new UUID(0, 1));
    static final Caller CALLER = Caller.system(TENANT);
    static final Caller WRITER =
            new Caller(TENANT, new Actor.Token(new UUID(0, 4), Set.of(Scope.WRITE), Role.OWNER));
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final ConnectionKey KEY = new ConnectionKey("hubspot-main");
    static final Map<String, ?> HUBSPOT =
            Map.of(
                    "type",
                    "hubspot",
                    "name",
                    "HubSpot",
                    "settings",
                    Map.of("portalId", "62515"),
                    "secrets",
                    Map.of("clientSecret", "cs-1", "accessToken", "pat-1"));

    final InMemoryConnections connections = new InMemoryConnections();
    final ReversingCipher cipher = new ReversingCipher();
    final UnitOfWork units = new ImmediateUnitOfWork();
    private final AtomicLong next = new AtomicLong();
    final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    Instant now = NOON;
    private final PutConnection put = put(false);
    final FindHook hooks = new FindHook(connections, cipher, units, () -> now);

    PutConnection put(boolean plainMail) {
        return new PutConnection(
                connections,
                new InMemoryConfigurationDocuments(),
                cipher,
                new HookAddresses(URI.create("https://ld.test/")),
                new PlainMail(plainMail),
                trail,
                () -> new UUID(1, next.incrementAndGet()),
                () -> "hook-" + next.incrementAndGet(),
                units,
                () -> now);
    }

    ConnectionView put(Map<String, ?> document) {
        return put(CALLER, document);
    }

    ConnectionView put(Caller caller, Map<String, ?> document) {
        PutConnection.Outcome outcome =
                Objects.requireNonNull(
                        put.handle(
                                        new PutConnection.Command(
                                                caller, KEY, document, Precondition.NONE))
                                .block());
        return switch (outcome) {
            case PutConnection.Outcome.Created(var view) -> view;
            case PutConnection.Outcome.Changed(var view) -> view;
            case PutConnection.Outcome.Stale _ -> throw new AssertionError("stale");
        };
    }

    Hook hook() {
        return Objects.requireNonNull(hooks.find("hook-2").block());
    }

    /** A test of the connection at this time, by these probes. */
    TestConnection testing(Instant at, ConnectionProbe... probes) {
        return new TestConnection(
                connections,
                cipher,
                List.of(probes),
                connections,
                connections,
                trail,
                units,
                InstantSource.fixed(at));
    }

    static ConnectionProbe probe(String finding) {
        return probe(false, finding);
    }

    static ConnectionProbe probe(boolean ok, String finding) {
        return new ConnectionProbe() {
            @Override
            public String type() {
                return "hubspot";
            }

            @Override
            public Mono<Finding> probe(TenantId tenant, ConnectionAccess connection) {
                return Mono.just(new Finding(ok, finding));
            }
        };
    }
}
