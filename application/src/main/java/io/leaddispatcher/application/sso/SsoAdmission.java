package io.leaddispatcher.application.sso;

import io.leaddispatcher.application.access.EmailAddress;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.member.MemberView;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.sso.port.IdentityProvider.Identity;
import io.leaddispatcher.application.sso.port.SsoConnections;
import io.leaddispatcher.application.sso.port.SsoConnections.Stored;
import io.leaddispatcher.application.sso.port.SsoIdentities;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.lead.normal.EmailAddresses;
import io.leaddispatcher.domain.sso.RoleMapping.Grant;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Which member somebody is whom the provider has recognised: by issuer and subject, never by the
 * address alone. An address counts once, at the first log-in, when the provider says that it is
 * verified and the workspace lists its domain: then whoever is a member with it becomes known to
 * the provider, and whoever is not may become a member by the mapping. Called inside a unit of
 * work.
 */
public final class SsoAdmission {

    private static final int LONGEST_NAME = 200;

    /** What comes of it. */
    sealed interface Verdict {
        record In(UUID member) implements Verdict {}

        record Out(SsoRefusal why) implements Verdict {}

        /** The provider was switched off or replaced while it was asked. */
        record Stale() implements Verdict {}
    }

    private final SsoConnections connections;
    private final SsoIdentities identities;
    private final SsoSeat seat;
    private final SsoTeams teams;
    private final Members members;
    private final People people;
    private final AuditTrail trail;
    private final Ids ids;
    private final InstantSource clock;

    public SsoAdmission(
            SsoConnections connections,
            SsoIdentities identities,
            SsoSeat seat,
            SsoTeams teams,
            Members members,
            People people,
            AuditTrail trail,
            Ids ids,
            InstantSource clock) {
        this.connections = connections;
        this.identities = identities;
        this.seat = seat;
        this.teams = teams;
        this.members = members;
        this.people = people;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Says whether somebody comes in.
     *
     * @param asked the provider that was asked; it counts as it is now, while it is held
     */
    Mono<Verdict> admit(TenantId tenant, Stored asked, Identity identity, SsoSubject subject) {
        // Held first: of two first log-ins at once, the second finds what the first has made.
        return connections
                .lock(tenant)
                .filter(now ->
                        now.settings().enabled()
                                && now.settings().isOfSameProviderAs(asked.settings()))
                .flatMap(connection -> decide(tenant, connection, identity, subject))
                .defaultIfEmpty(new Verdict.Stale());
    }

    private Mono<Verdict> decide(
            TenantId tenant, Stored connection, Identity identity, SsoSubject subject) {
        return identities
                .find(tenant, subject.issuer(), subject.subject())
                .flatMap(member -> known(tenant, member, connection, identity, subject))
                .switchIfEmpty(Mono.defer(() -> first(tenant, connection, identity, subject)));
    }

    private Mono<Verdict> known(
            TenantId tenant,
            UUID member,
            Stored connection,
            Identity identity,
            SsoSubject subject) {
        return seat.take(tenant, member, connection, identity.claims(), subject)
                .<Verdict>map(Verdict.Out::new)
                .defaultIfEmpty(new Verdict.In(member));
    }

    private Mono<Verdict> first(
            TenantId tenant, Stored connection, Identity identity, SsoSubject subject) {
        if (identity.email() == null || !identity.emailVerified()) {
            return out(SsoRefusal.MAIL_NOT_VERIFIED);
        }
        String email = EmailAddress.normalise(identity.email());
        if (EmailAddresses.address(email).isEmpty() || !connection.settings().speaksFor(email)) {
            return out(SsoRefusal.FOREIGN_DOMAIN);
        }
        return identities
                .unlinked(tenant, subject.issuer(), email)
                .flatMap(member -> linked(tenant, member, connection, identity, subject))
                .switchIfEmpty(
                        Mono.defer(() -> join(tenant, email, connection, identity, subject)));
    }

    /** Somebody who is a member already, and known to the provider from now on. */
    private Mono<Verdict> linked(
            TenantId tenant,
            UUID member,
            Stored connection,
            Identity identity,
            SsoSubject subject) {
        return known(tenant, member, connection, identity, subject)
                .flatMap(verdict ->
                        switch (verdict) {
                            case Verdict.Out _, Verdict.Stale _ -> Mono.just(verdict);
                            case Verdict.In _ ->
                                    identities
                                            .link(
                                                    tenant,
                                                    subject.issuer(),
                                                    subject.subject(),
                                                    member,
                                                    clock.instant())
                                            .then(
                                                    trail.append(
                                                            tenant,
                                                            AuditEntry.ofMember(
                                                                    member,
                                                                    AuditAction.SSO_LINKED,
                                                                    subject.told())))
                                            .thenReturn(verdict);
                        });
    }

    private Mono<Verdict> join(
            TenantId tenant,
            String email,
            Stored connection,
            Identity identity,
            SsoSubject subject) {
        Optional<Grant> grant = connection.settings().roles().decide(identity.claims());
        return identities
                .takeInvitation(tenant, email, connection.byOwner(), clock.instant())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(invited -> {
                    if (invited.isEmpty() && grant.isEmpty()) {
                        return out(SsoRefusal.NO_ROLE);
                    }
                    // Whoever invited them has said what they are to be.
                    Role role =
                            invited.map(SsoIdentities.Seat::role)
                                    .orElseGet(() -> grant.orElseThrow().role());
                    if (role == Role.OWNER && !connection.byOwner()) {
                        return out(SsoRefusal.OWNER_NOT_TRUSTED);
                    }
                    return members.isTaken(tenant, email, clock.instant())
                            .flatMap(taken ->
                                    taken
                                            ? out(SsoRefusal.ADDRESS_TAKEN)
                                            : seatFor(
                                                    tenant,
                                                    email,
                                                    identity,
                                                    subject,
                                                    new SsoIdentities.Seat(
                                                            role,
                                                            invited.map(SsoIdentities.Seat::rep)
                                                                    .orElse(null)),
                                                    grant));
                });
    }

    private Mono<Verdict> seatFor(
            TenantId tenant,
            String email,
            Identity identity,
            SsoSubject subject,
            SsoIdentities.Seat wanted,
            Optional<Grant> grant) {
        Instant now = clock.instant();
        UUID member = ids.next();
        Map<String, Object> detail = new LinkedHashMap<>(subject.told());
        detail.put("role", wanted.role().name());
        return people.register(ids.next(), email, name(identity, email), null, now, false)
                .flatMap(person ->
                        people.join(tenant, member, person, wanted.role(), wanted.rep(), now))
                .then(identities.link(tenant, subject.issuer(), subject.subject(), member, now))
                .then(members.find(tenant, member))
                .flatMap(made -> inTeam(tenant, made, grant.map(Grant::team).orElse(null)))
                .flatMap(rep -> {
                    rep.ifPresent(key -> detail.put("rep", key));
                    return trail.append(
                            tenant, AuditEntry.ofMember(member, AuditAction.MEMBER_JOINED, detail));
                })
                .thenReturn(new Verdict.In(member));
    }

    /** Answers the rep that they are from then on, if any. */
    private Mono<Optional<String>> inTeam(TenantId tenant, MemberView made, @Nullable String team) {
        return teams.place(tenant, made, team)
                .flatMap(rep ->
                        rep.equals(Optional.ofNullable(made.rep()))
                                ? Mono.just(rep)
                                : members.change(
                                                tenant,
                                                made.id(),
                                                made.role(),
                                                true,
                                                rep.orElse(null))
                                        .thenReturn(rep));
    }

    private static String name(Identity identity, String email) {
        String name = identity.name() == null ? "" : identity.name().strip();
        String told = name.isEmpty() ? email : name;
        return told.length() <= LONGEST_NAME ? told : told.substring(0, LONGEST_NAME);
    }

    private static Mono<Verdict> out(SsoRefusal why) {
        return Mono.just(new Verdict.Out(why));
    }
}
