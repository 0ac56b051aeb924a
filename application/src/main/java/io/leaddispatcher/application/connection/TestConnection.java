package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.connection.port.ConnectionHealth;
import io.leaddispatcher.application.connection.port.ConnectionProbe;
import io.leaddispatcher.application.connection.port.ConnectionProbe.Finding;
import io.leaddispatcher.application.connection.port.ConnectionReports;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Tries a connection out by a call that changes nothing on the other side. */
@UseCase
public final class TestConnection {

    /** Between two tests of one connection, so that nobody can use them to look around. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Finding FAILED = new Finding(false, new Outcome.Failed().message());

    private final Connections connections;
    private final Unlocking unlocking;
    private final List<ConnectionProbe> probes;
    private final ConnectionHealth health;
    private final ConnectionReports reports;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public TestConnection(
            Connections connections,
            SecretCipher cipher,
            List<ConnectionProbe> probes,
            ConnectionHealth health,
            ConnectionReports reports,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.connections = connections;
        this.unlocking = new Unlocking(connections, cipher);
        this.probes = List.copyOf(probes);
        this.health = health;
        this.reports = reports;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public record Command(Caller caller, ConnectionKey key) {}

    public sealed interface Outcome {
        /** It was looked at. */
        sealed interface Tested extends Outcome {

            boolean ok();

            /** For people who read English. */
            String message();
        }

        /**
         * It was called, and answered as it should.
         *
         * @param message what the probe says of it
         */
        record Works(String message) implements Tested {
            @Override
            public boolean ok() {
                return true;
            }
        }

        /** One case for every cause: a test must not tell what answers behind an address. */
        record Failed() implements Tested {
            @Override
            public boolean ok() {
                return false;
            }

            @Override
            public String message() {
                return "The connection did not work. Check its settings and secrets.";
            }
        }

        /**
         * It was not called, since it is not finished.
         *
         * @param type as documents spell it
         * @param missing pointers into its document
         */
        record Unfinished(String type, List<String> missing) implements Tested {
            public Unfinished {
                missing = List.copyOf(missing);
            }

            @Override
            public boolean ok() {
                return false;
            }

            @Override
            public String message() {
                return "The connection is not finished. Missing: %s."
                        .formatted(String.join(", ", missing));
            }
        }

        /**
         * It calls nobody: events come to it.
         *
         * @param lastEventAt null: none has come yet
         */
        record Waiting(@Nullable Instant lastEventAt) implements Tested {
            @Override
            public boolean ok() {
                return true;
            }

            @Override
            public String message() {
                return "Settings are complete; there is nothing to call. "
                        + (lastEventAt == null
                                ? "No event has come yet: give the sender the hook address and let"
                                        + " it send one."
                                : "The last event came at %s.".formatted(lastEventAt));
            }
        }

        record Unknown() implements Outcome {}

        /** The last test was only just. */
        record TooSoon(Duration pause) implements Outcome {}
    }

    public Mono<Outcome> handle(Command command) {
        command.caller().require(Permission.CONNECT);
        TenantId tenant = command.caller().tenant();
        return unitOfWork
                .run(
                        tenant,
                        connections.find(tenant, command.key()).flatMap(one -> begin(tenant, one)))
                .flatMap(begun ->
                        switch (begun) {
                            case Begun.WithAccess(var access) -> test(command.caller(), access);
                            case Begun.Not(var outcome) -> Mono.just(outcome);
                        })
                .defaultIfEmpty(new Outcome.Unknown());
    }

    private sealed interface Begun {
        record WithAccess(ConnectionAccess access) implements Begun {}

        record Not(Outcome outcome) implements Begun {}
    }

    private Mono<Begun> begin(TenantId tenant, StoredConnection connection) {
        List<String> missing = connection.missing();
        return missing.isEmpty()
                ? connections
                        .beginTest(tenant, connection.key(), clock.instant(), PAUSE)
                        .flatMap(mayBegin ->
                                mayBegin
                                        ? unlocking
                                                .unlock(tenant, connection)
                                                .map(Begun.WithAccess::new)
                                        : Mono.just(new Begun.Not(new Outcome.TooSoon(PAUSE))))
                : Mono.just(
                        new Begun.Not(new Outcome.Unfinished(connection.type().word(), missing)));
    }

    private Mono<Outcome> test(Caller caller, ConnectionAccess access) {
        TenantId tenant = caller.tenant();
        Optional<ConnectionProbe> probe =
                probes.stream().filter(each -> each.type().equals(access.type())).findFirst();
        if (probe.isEmpty()) {
            return unitOfWork
                    .run(
                            tenant,
                            reports.show(tenant, access.key(), clock.instant())
                                    .flatMap(seen ->
                                            trail.append(tenant, entry(caller, access, true))
                                                    .thenReturn(seen)))
                    .defaultIfEmpty(ConnectionHealthView.unknown())
                    .map(seen -> new Outcome.Waiting(seen.lastEventAt()));
        }
        return probe.get()
                .probe(tenant, access)
                .timeout(PATIENCE, Mono.just(FAILED))
                .map(finding -> finding.ok() ? finding : FAILED)
                .flatMap(finding ->
                        unitOfWork
                                .run(
                                        tenant,
                                        report(tenant, access.key(), finding)
                                                .then(
                                                        trail.append(
                                                                tenant,
                                                                entry(
                                                                        caller,
                                                                        access,
                                                                        finding.ok()))))
                                .thenReturn(tested(finding)));
    }

    private static AuditEntry entry(Caller caller, ConnectionAccess access, boolean ok) {
        return AuditEntry.by(
                caller.actor(),
                AuditAction.CONNECTION_TESTED,
                "connection:" + access.key().value(),
                Map.of("ok", ok));
    }

    private Mono<Void> report(TenantId tenant, ConnectionKey key, Finding finding) {
        return finding.ok()
                ? health.answered(tenant, key, clock.instant())
                : health.failed(tenant, key, "TEST_FAILED", finding.message());
    }

    private static Outcome tested(Finding finding) {
        return finding.ok() ? new Outcome.Works(finding.message()) : new Outcome.Failed();
    }
}
