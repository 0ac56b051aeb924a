package io.leaddispatcher.application.sso;

import io.leaddispatcher.application.access.RememberedTokens;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.Changes;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.member.MemberView;
import io.leaddispatcher.application.member.MemberView.Standing;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.sso.port.SsoConnections;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.sso.RoleMapping;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Whether a member may come in by the provider, and what they are from then on. Called inside a
 * unit of work.
 */
public final class SsoSeat {

    private final Members members;
    private final SsoTeams teams;
    private final RememberedTokens tokens;
    private final AuditTrail trail;

    public SsoSeat(Members members, SsoTeams teams, RememberedTokens tokens, AuditTrail trail) {
        this.members = members;
        this.teams = teams;
        this.tokens = tokens;
        this.trail = trail;
    }

    /** Empty when they may come in; else why they may not, and then nothing has changed. */
    Mono<SsoRefusal> take(
            TenantId tenant,
            UUID id,
            SsoConnections.Stored connection,
            Map<String, ?> claims,
            SsoSubject subject) {
        // Nobody else waits for the owners where no role can change.
        return connection.settings().roles().everyTime()
                ? members.holdOwners(tenant)
                        .count()
                        .flatMap(owners ->
                                find(tenant, id)
                                        .flatMap(member ->
                                                refusal(member, connection)
                                                        .map(Mono::just)
                                                        .orElseGet(() ->
                                                                apply(
                                                                        tenant,
                                                                        member,
                                                                        connection,
                                                                        claims,
                                                                        owners < 2,
                                                                        subject))))
                : find(tenant, id).flatMap(member -> Mono.justOrEmpty(refusal(member, connection)));
    }

    private Mono<MemberView> find(TenantId tenant, UUID id) {
        return members.find(tenant, id)
                .switchIfEmpty(
                        Mono.error(() ->
                                new IllegalStateException(
                                        "member %s is known to a provider and not there"
                                                .formatted(id))));
    }

    private static Optional<SsoRefusal> refusal(
            MemberView member, SsoConnections.Stored connection) {
        if (member.standing() != Standing.ACTIVE) {
            return Optional.of(SsoRefusal.KEPT_OUT);
        }
        return member.role() == Role.OWNER && !connection.byOwner()
                ? Optional.of(SsoRefusal.OWNER_NOT_TRUSTED)
                : Optional.empty();
    }

    private Mono<SsoRefusal> apply(
            TenantId tenant,
            MemberView member,
            SsoConnections.Stored connection,
            Map<String, ?> claims,
            boolean fewOwners,
            SsoSubject subject) {
        // A workspace keeps its last owner, whatever a provider says.
        if (member.role() == Role.OWNER && fewOwners) {
            return Mono.empty();
        }
        Optional<RoleMapping.Grant> grant = connection.settings().roles().decide(claims);
        if (grant.isEmpty()) {
            return Mono.just(SsoRefusal.NO_ROLE);
        }
        Role role = grant.get().role();
        if (role == Role.OWNER && !connection.byOwner()) {
            return Mono.just(SsoRefusal.OWNER_NOT_TRUSTED);
        }
        return teams.place(tenant, member, grant.get().team())
                .flatMap(rep ->
                        role == member.role() && rep.equals(Optional.ofNullable(member.rep()))
                                ? Mono.empty()
                                : members.change(tenant, member.id(), role, true, rep.orElse(null))
                                        // No page goes on with rights that are gone.
                                        .then(members.endSessions(tenant, member.id()))
                                        .doOnSuccess(_ -> tokens.forgetAllOf(tenant))
                                        .then(
                                                trail.append(
                                                        tenant,
                                                        changed(
                                                                member,
                                                                role,
                                                                rep.orElse(null),
                                                                subject))))
                .then(Mono.empty());
    }

    private static AuditEntry changed(
            MemberView member, Role role, @Nullable String rep, SsoSubject subject) {
        Map<String, Object> detail = new LinkedHashMap<>(subject.told());
        detail.putAll(Changes.between(told(member.role(), member.rep()), told(role, rep)));
        return AuditEntry.ofMember(member.id(), AuditAction.MEMBER_CHANGED, detail);
    }

    private static Map<String, Object> told(Role role, @Nullable String rep) {
        return rep == null ? Map.of("role", role.name()) : Map.of("role", role.name(), "rep", rep);
    }
}
