package io.leaddispatcher.application.workspace;

import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.application.policy.port.Policies;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.policy.DefaultPolicies;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * What every new workspace has: an owner, the queue that catches what nobody takes, and a first
 * policy of each kind. Called inside a unit of work of the new tenant.
 */
public final class Founding {

    /** Who is to own it. */
    public sealed interface Owner {
        /** Somebody who has an account and has proved that it is theirs. */
        record Known(UUID person) implements Owner {}

        /**
         * Somebody new.
         *
         * @param email normalised
         * @param confirmed whether they have proved that the address is theirs
         */
        record Fresh(String email, String name, String passwordHash, boolean confirmed)
                implements Owner {
            @Override
            public String toString() {
                return "Fresh[***]";
            }
        }

        /** Somebody whom the operator names: new, or already there and then as they are. */
        record Named(String email, String name, String passwordHash) implements Owner {
            @Override
            public String toString() {
                return "Named[***]";
            }
        }
    }

    /** A fresh owner's address has an account by now. */
    public static final class AddressTakenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AddressTakenException() {
            super("an account with this address is there");
        }
    }

    private static final String FALLBACK = "fallback";
    private static final Map<PolicyKind, Map<String, ?>> FIRST_POLICIES =
            Map.of(
                    PolicyKind.LEAD, DefaultPolicies.lead(),
                    PolicyKind.MEETING, DefaultPolicies.meeting(),
                    PolicyKind.CALL, DefaultPolicies.call());

    private final Workspaces workspaces;
    private final People people;
    private final ConfigurationDocuments documents;
    private final Policies policies;
    private final AuditTrail trail;
    private final Ids ids;
    private final InstantSource clock;

    public Founding(
            Workspaces workspaces,
            People people,
            ConfigurationDocuments documents,
            Policies policies,
            AuditTrail trail,
            Ids ids,
            InstantSource clock) {
        this.workspaces = workspaces;
        this.people = people;
        this.documents = documents;
        this.policies = policies;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** Answers the id of the owner as a member. Fails when the slug is taken. */
    public Mono<UUID> found(Workspaces.Workspace workspace, Owner owner) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            UUID member = ids.next();
            TenantId tenant = workspace.tenant();
            return workspaces
                    .create(workspace, now)
                    .then(person(owner, now))
                    .flatMap(person -> people.join(tenant, member, person, Role.OWNER, null, now))
                    .then(configure(tenant, now))
                    .then(trail.append(tenant, entry(workspace, owner, member)))
                    .thenReturn(member);
        });
    }

    private static AuditEntry entry(Workspaces.Workspace workspace, Owner owner, UUID member) {
        String actor =
                switch (owner) {
                    case Owner.Known _, Owner.Fresh _ -> Actor.Member.labelOf(member);
                    case Owner.Named _ -> new Actor.Automation().label();
                };
        return new AuditEntry(
                actor,
                AuditAction.WORKSPACE_CREATED,
                "workspace:" + workspace.slug(),
                Map.of("name", workspace.name(), "owner", Actor.Member.labelOf(member)));
    }

    private Mono<UUID> person(Owner owner, Instant now) {
        UUID id = ids.next();
        return switch (owner) {
            case Owner.Known(var person) -> Mono.just(person);
            case Owner.Named(var email, var name, var hash) ->
                    people.register(id, email, name, hash, now, true);
            case Owner.Fresh(var email, var name, var hash, boolean confirmed) ->
                    people.register(id, email, name, hash, now, confirmed)
                            .filter(id::equals)
                            .switchIfEmpty(Mono.error(AddressTakenException::new));
        };
    }

    private Mono<Void> configure(TenantId tenant, Instant now) {
        Mono<Void> queue =
                documents
                        .advance(tenant)
                        .flatMap(version ->
                                documents.save(
                                        tenant,
                                        ConfigurationKind.QUEUE,
                                        new StoredDocument(
                                                FALLBACK,
                                                Map.of("name", "Fallback", "type", "FALLBACK"),
                                                version)));
        Mono<Void> all = documents.lock(tenant).then(queue);
        for (PolicyKind kind : PolicyKind.values()) {
            all = all.then(policies.publish(tenant, kind, first(kind, now)));
        }
        return all.then(documents.advance(tenant)).then();
    }

    private static PolicyVersion first(PolicyKind kind, Instant now) {
        Map<String, ?> document = FIRST_POLICIES.get(kind);
        if (document == null) {
            throw new IllegalStateException("no first policy of kind %s".formatted(kind));
        }
        return new PolicyVersion(
                1, document, "The policy of a new workspace", now, new Actor.Automation().label());
    }
}
