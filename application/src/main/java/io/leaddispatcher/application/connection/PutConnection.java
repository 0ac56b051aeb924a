package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.Changes;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.Exposure;
import io.leaddispatcher.application.configuration.FieldExposure;
import io.leaddispatcher.application.configuration.KnownConfiguration;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionDocument;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Makes or changes a connection. Secrets that are left out stay. A signing secret that is replaced
 * verifies for a while longer, so that the other side can be changed over in peace. Where another
 * account takes the place of the one before, what only that one meant by it goes.
 */
@UseCase
public final class PutConnection {

    private final Connections connections;
    private final ConfigurationDocuments configuration;
    private final Unlocking unlocking;
    private final FormerAccount former;
    private final HookAddresses addresses;
    private final PlainMail plainMail;
    private final AuditTrail trail;
    private final Ids ids;
    private final SecretTokens tokens;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public PutConnection(
            Connections connections,
            ConfigurationDocuments configuration,
            SecretCipher cipher,
            HookAddresses addresses,
            PlainMail plainMail,
            AuditTrail trail,
            Ids ids,
            SecretTokens tokens,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.connections = connections;
        this.configuration = configuration;
        this.unlocking = new Unlocking(connections, cipher);
        this.former = new FormerAccount(connections);
        this.addresses = addresses;
        this.plainMail = plainMail;
        this.trail = trail;
        this.ids = ids;
        this.tokens = tokens;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** Holds secrets in clear, so it is no record and prints none of them. */
    public static final class Command {
        private final Caller caller;
        private final ConnectionKey key;
        private final Map<String, ?> document;
        private final Precondition precondition;

        public Command(
                Caller caller,
                ConnectionKey key,
                Map<String, ?> document,
                Precondition precondition) {
            this.caller = caller;
            this.key = key;
            this.document = document;
            this.precondition = precondition;
        }

        @Override
        public String toString() {
            return "PutConnection.Command[%s]".formatted(key);
        }
    }

    public sealed interface Outcome {
        record Created(ConnectionView connection) implements Outcome {}

        record Changed(ConnectionView connection) implements Outcome {}

        /** The precondition does not hold. */
        record Stale() implements Outcome {}
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<Outcome> handle(Command command) {
        command.caller.require(Permission.CONNECT);
        if (ConnectionDocument.bringsSecrets(command.document)) {
            command.caller.require(Permission.KEEP_SECRETS);
        }
        TenantId tenant = command.caller.tenant();
        return unitOfWork.run(
                tenant,
                configuration
                        .lock(tenant)
                        .then(
                                connections
                                        .find(tenant, command.key)
                                        .map(Optional::of)
                                        .defaultIfEmpty(Optional.empty()))
                        .flatMap(stored -> put(command, stored)));
    }

    private Mono<Outcome> put(Command command, Optional<StoredConnection> stored) {
        if (!command.precondition.holds(stored.map(StoredConnection::version))) {
            return Mono.just(new Outcome.Stale());
        }
        ConnectionDocument document = read(command, stored.orElse(null));
        TenantId tenant = command.caller.tenant();
        return checkMapping(command, document, stored.orElse(null))
                .then(Mono.defer(() -> secrets(tenant, document, stored.orElse(null))))
                .flatMap(secrets ->
                        configuration
                                .advanceLookUps(tenant)
                                .map(version ->
                                        next(
                                                command.key,
                                                document,
                                                secrets.keySet(),
                                                stored.orElse(null),
                                                version))
                                .flatMap(next ->
                                        former.forget(tenant, next, stored)
                                                .then(
                                                        Mono.defer(() ->
                                                                save(
                                                                        command, next, secrets,
                                                                        stored)))));
    }

    private Mono<Void> checkMapping(
            Command command, ConnectionDocument document, @Nullable StoredConnection stored) {
        Map<?, ?> after = mapping(document.settings());
        Map<?, ?> before = stored == null ? Map.of() : mapping(stored.settings());
        return Exposure.concerns(command.caller) && !(before.isEmpty() && after.isEmpty())
                ? KnownConfiguration.load(configuration, command.caller.tenant(), Set.of())
                        .doOnNext(known ->
                                FieldExposure.checkMapping(
                                        command.caller,
                                        known,
                                        before,
                                        after,
                                        document.type().guesses()))
                        .then()
                : Mono.empty();
    }

    private static Map<?, ?> mapping(Map<String, ?> settings) {
        return settings.get("mapping") instanceof Map<?, ?> mapping ? mapping : Map.of();
    }

    private Mono<Outcome> save(
            Command command,
            StoredConnection next,
            Map<String, String> secrets,
            Optional<StoredConnection> stored) {
        TenantId tenant = command.caller.tenant();
        return unlocking
                .lock(tenant, next, secrets)
                .flatMap(ciphertexts ->
                        connections
                                .save(tenant, next, ciphertexts)
                                .then(trail.append(tenant, entry(command, stored, next)))
                                .then(Mono.fromSupplier(() -> outcome(next, stored))));
    }

    /**
     * The secrets to keep: those that were sent and, where the signing secret is another one than
     * before, that one as the previous. That of another account proves nothing about this one.
     */
    private Mono<Map<String, String>> secrets(
            TenantId tenant, ConnectionDocument document, @Nullable StoredConnection stored) {
        Map<String, String> sent = document.secrets();
        String name = document.type().signingSecret().orElse("");
        String next = sent.get(name);
        if (next == null || stored == null || document.namesAnotherAccount()) {
            return Mono.just(sent);
        }
        return unlocking
                .unlock(tenant, stored)
                .map(access -> {
                    Map<String, String> all = new HashMap<>(sent);
                    access.secret(name)
                            .map(Secret::reveal)
                            .filter(old -> !old.equals(next))
                            .ifPresent(old ->
                                    document.type()
                                            .previousSigningSecret()
                                            .ifPresent(previous -> all.put(previous, old)));
                    return all;
                });
    }

    private static AuditEntry entry(
            Command command, Optional<StoredConnection> before, StoredConnection after) {
        return AuditEntry.by(
                command.caller.actor(),
                before.isEmpty() ? AuditAction.CONNECTION_CREATED : AuditAction.CONNECTION_CHANGED,
                "connection:" + after.key().value(),
                Changes.between(
                        before.map(StoredConnection::withoutSecrets).orElse(Map.of()),
                        after.withoutSecrets()));
    }

    private Outcome outcome(StoredConnection next, Optional<StoredConnection> before) {
        ConnectionView view = ConnectionView.of(next, addresses);
        return before.isPresent() ? new Outcome.Changed(view) : new Outcome.Created(view);
    }

    private ConnectionDocument read(Command command, @Nullable StoredConnection stored) {
        Violations violations = new Violations();
        Set<String> kept = stored == null ? Set.of() : stored.presentSecretsSetAt().keySet();
        Optional<ConnectionDocument> document =
                ConnectionDocument.read(
                        command.key,
                        Part.root(command.document, violations),
                        stored == null
                                ? null
                                : new ConnectionDocument.Stored(
                                        stored.type(), stored.active(), stored.settings(), kept));
        if (!plainMail.allowed()
                && document.filter(each -> each.showsPasswordOnTheWay(kept)).isPresent()) {
            violations.add(
                    "/settings/startTls",
                    Code.CONFLICT,
                    "must be true, or the port 465: without TLS anybody on the way to the server"
                            + " could read user name and password");
        }
        violations.refuseIfAny();
        return document.orElseThrow(
                () -> new IllegalStateException("a connection refused without a violation"));
    }

    private StoredConnection next(
            ConnectionKey key,
            ConnectionDocument document,
            Set<String> secrets,
            @Nullable StoredConnection stored,
            long version) {
        Instant now = clock.instant();
        Map<String, Instant> secretsSetAt =
                new HashMap<>(stored == null ? Map.of() : kept(document, stored, now));
        secrets.forEach(name -> secretsSetAt.put(name, now));
        return new StoredConnection(
                stored == null ? ids.next() : stored.id(),
                key,
                document.type(),
                document.name(),
                document.active(),
                document.settings(),
                secretsSetAt,
                stored == null ? tokens.next() : stored.hookId(),
                version);
    }

    /** The secrets that stay when none is sent: a previous one only as long as it verifies. */
    private static Map<String, Instant> kept(
            ConnectionDocument document, StoredConnection stored, Instant now) {
        boolean overlaps =
                !document.namesAnotherAccount()
                        && stored.previousSecretUntil().filter(now::isBefore).isPresent();
        return overlaps ? stored.secretsSetAt() : stored.presentSecretsSetAt();
    }
}
