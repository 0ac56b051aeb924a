package io.leaddispatcher.application.sso;

import io.leaddispatcher.application.access.RememberedTokens;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
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
        RoleMapping mapping = connection.settings().roles();
        return members.holdOwners(tenant)
                .collectList()
                .flatMap(owners ->
                        members.find(tenant, id)
                                .switchIfEmpty(
                                        Mono.error(() ->
                                                new IllegalStateException(
                                                        "member %s is known to a provider and not there"
                                                                .formatted(id))))
                                .flatMap(member -> {
                                    if (member.standing() != Standing.ACTIVE) {
                                        return Mono.just(SsoRefusal.KEPT_OUT);
                                    }
                                    if (member.role() == Role.OWNER && !connection.byOwner()) {
                                        return Mono.just(SsoRefusal.OWNER_NOT_TRUSTED);
                                    }
                                    boolean lastOwner =
                                            member.role() == Role.OWNER && owners.size() < 2;
                                    return mapping.everyTime()
                                            ? apply(
                                                    tenant,
                                                    member,
                                                    mapping.decide(claims),
                                                    connection.byOwner(),
                                                    lastOwner,
                                                    subject)
                                            : Mono.empty();
                                }));
    }

    private Mono<SsoRefusal> apply(
            TenantId tenant,
            MemberView member,
            Optional<RoleMapping.Grant> grant,
            boolean byOwner,
            boolean lastOwner,
            SsoSubject subject) {
        // A workspace keeps its last owner, whatever a provider says.
        if (lastOwner) {
            return Mono.empty();
        }
        if (grant.isEmpty()) {
            return Mono.just(SsoRefusal.NO_ROLE);
        }
        Role role = grant.get().role();
        if (role == Role.OWNER && !byOwner) {
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
                                        .then(trail.append(tenant, changed(member, role, subject))))
                .then(Mono.empty());
    }

    private static AuditEntry changed(MemberView member, Role role, SsoSubject subject) {
        Map<String, Object> detail = new LinkedHashMap<>(subject.told());
        detail.put("before", Map.of("role", member.role().name()));
        detail.put("after", Map.of("role", role.name()));
        return new AuditEntry(
                "member:" + member.id(),
                AuditAction.MEMBER_CHANGED,
                "member:" + member.id(),
                detail);
    }
}
