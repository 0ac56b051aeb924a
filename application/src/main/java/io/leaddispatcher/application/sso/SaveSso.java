package io.leaddispatcher.application.sso;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.Changes;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.letter.Letters;
import io.leaddispatcher.application.secret.SecretCipher;
import io.leaddispatcher.application.sso.port.SsoConnections;
import io.leaddispatcher.application.sso.port.SsoConnections.Sealed;
import io.leaddispatcher.application.sso.port.SsoConnections.Stored;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.webhook.port.EndpointCheck;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.sso.RoleMapping;
import io.leaddispatcher.domain.sso.SingleSignOn;
import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sets how a workspace logs in by its identity provider. Admins may; but a provider that an owner
 * has not chosen speaks for no owner, and only owners change who becomes or stays one: otherwise an
 * admin could bring a provider that makes them an owner, or a mapping that leaves no other.
 */
@UseCase
public final class SaveSso {

    /**
     * What was sent.
     *
     * @param secret null keeps the one that is there
     */
    public record Command(
            Caller caller,
            Map<String, ?> document,
            @Nullable Secret secret,
            Precondition precondition) {}

    public sealed interface Outcome {
        record Saved() implements Outcome {}

        /** The precondition does not hold: somebody else has saved meanwhile. */
        record Stale() implements Outcome {}
    }

    private final SsoConnections connections;
    private final ConfigurationDocuments documents;
    private final EndpointCheck endpoints;
    private final Letters letters;
    private final SecretCipher cipher;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public SaveSso(
            SsoConnections connections,
            ConfigurationDocuments documents,
            EndpointCheck endpoints,
            Letters letters,
            SecretCipher cipher,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.connections = connections;
        this.documents = documents;
        this.endpoints = endpoints;
        this.letters = letters;
        this.cipher = cipher;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.ADMINISTER);
            SingleSignOn wanted = read(command.document());
            TenantId tenant = command.caller().tenant();
            return endpoints
                    .refusal(wanted.issuer())
                    .flatMap(sentence ->
                            Mono.<Outcome>error(
                                    new InvalidInputException(
                                            "/issuer", Code.OUT_OF_RANGE, sentence)))
                    .switchIfEmpty(
                            Mono.defer(() ->
                                    unitOfWork.run(
                                            tenant,
                                            connections
                                                    .lock(tenant)
                                                    .map(Optional::of)
                                                    .defaultIfEmpty(Optional.empty())
                                                    .flatMap(before ->
                                                            save(command, wanted, before)))));
        });
    }

    private static SingleSignOn read(Map<String, ?> document) {
        var violations = new Violations();
        var read = SingleSignOn.read(Part.root(document, violations));
        violations.refuseIfAny();
        return read.orElseThrow();
    }

    private Mono<Outcome> save(Command command, SingleSignOn wanted, Optional<Stored> before) {
        if (!command.precondition().holds(before.map(Stored::version))) {
            return Mono.just(new Outcome.Stale());
        }
        Caller caller = command.caller();
        TenantId tenant = caller.tenant();
        Optional<SingleSignOn> was = before.map(Stored::settings);
        boolean sameProvider = was.filter(wanted::isOfSameProviderAs).isPresent();
        boolean byOwner =
                caller.actor().may(Permission.OWN)
                        || (sameProvider && before.map(Stored::byOwner).orElse(false));
        boolean sameMapping =
                sameProvider
                        && was.map(SingleSignOn::roles).filter(wanted.roles()::equals).isPresent();
        if (!sameMapping && decidesOverOwners(wanted.roles(), byOwner)) {
            caller.require(Permission.OWN);
        }
        boolean speaksOn = sameProvider && wanted.enabled();
        return refuseIfWrong(tenant, wanted, was, sameProvider, command.secret())
                .then(Mono.defer(() -> sealed(tenant, command.secret(), before)))
                .flatMap(secret ->
                        connections.save(
                                tenant,
                                new Stored(
                                        wanted,
                                        command.document(),
                                        secret,
                                        byOwner,
                                        clock.instant())))
                // Whoever it has let in was let in on its word.
                .then(was.isEmpty() || speaksOn ? Mono.empty() : connections.endSessions(tenant))
                .then(
                        wanted.enabled() && wanted.only()
                                ? connections.endOtherSessions(tenant)
                                : Mono.empty())
                .then(trail.append(tenant, entry(command, before, byOwner)))
                .thenReturn(new Outcome.Saved());
    }

    /** Who becomes an owner, or at each log-in who stays one. */
    private static boolean decidesOverOwners(RoleMapping mapping, boolean byOwner) {
        return mapping.makesOwners() || (mapping.everyTime() && byOwner);
    }

    private Mono<Void> refuseIfWrong(
            TenantId tenant,
            SingleSignOn wanted,
            Optional<SingleSignOn> was,
            boolean sameProvider,
            @Nullable Secret secret) {
        List<Violation> violations = new ArrayList<>();
        if (secret == null && !sameProvider) {
            // A secret goes to no other provider than the one that it was given for.
            violations.add(
                    new Violation(
                            "/secret",
                            Code.REQUIRED,
                            was.isEmpty()
                                    ? "the client secret is required"
                                    : "the client secret is required anew for another provider"));
        }
        return unknownTeams(tenant, wanted)
                .concatWith(strangeDomains(tenant, wanted, was))
                .doOnNext(violations::add)
                .then(
                        Mono.defer(() ->
                                violations.isEmpty()
                                        ? Mono.empty()
                                        : Mono.error(new InvalidInputException(violations))));
    }

    private Flux<Violation> unknownTeams(TenantId tenant, SingleSignOn wanted) {
        return Flux.fromIterable(
                        wanted.roles().rules().stream()
                                .flatMap(rule -> Optional.ofNullable(rule.team()).stream())
                                .collect(Collectors.toCollection(TreeSet::new)))
                .concatMap(team ->
                        documents
                                .find(tenant, ConfigurationKind.TEAM, team)
                                .hasElement()
                                .filter(there -> !there)
                                .map(_ ->
                                        new Violation(
                                                "/roles",
                                                Code.UNKNOWN_REFERENCE,
                                                "names a team that is not there")));
    }

    /**
     * Where addresses can be proved by a letter, a workspace speaks for a domain only when an owner
     * or admin of it has proved an address there.
     */
    private Flux<Violation> strangeDomains(
            TenantId tenant, SingleSignOn wanted, Optional<SingleSignOn> was) {
        if (!letters.areSent()) {
            return Flux.empty();
        }
        Set<String> kept = was.map(SingleSignOn::domains).map(Set::copyOf).orElse(Set.of());
        return connections
                .provedDomains(tenant)
                .collect(Collectors.toSet())
                .flatMapIterable(proved ->
                        wanted.domains().stream()
                                .filter(each -> !kept.contains(each) && !proved.contains(each))
                                .map(each ->
                                        new Violation(
                                                "/domains",
                                                Code.CONFLICT,
                                                "an owner or admin must first have proved an address at each domain"))
                                .limit(1)
                                .toList());
    }

    private Mono<Sealed> sealed(TenantId tenant, @Nullable Secret secret, Optional<Stored> before) {
        return secret == null
                ? Mono.just(before.orElseThrow().secret())
                : cipher.encrypt(
                                tenant,
                                secret.reveal().getBytes(StandardCharsets.UTF_8),
                                SsoConnections.SECRET_PLACE)
                        .map(Sealed::new);
    }

    private static AuditEntry entry(Command command, Optional<Stored> before, boolean byOwner) {
        Map<String, ?> old = before.<Map<String, ?>>map(Stored::document).orElse(Map.of());
        Map<String, Object> detail = new LinkedHashMap<>(Changes.between(old, command.document()));
        if (command.secret() != null) {
            detail.put("secret", "set");
        }
        detail.put("speaksForOwners", byOwner);
        return AuditEntry.by(
                command.caller().actor(), AuditAction.SSO_CHANGED, "sso:provider", detail);
    }
}
