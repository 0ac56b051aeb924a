package io.leaddispatcher.application.member;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.RememberedTokens;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Takes somebody out of a workspace, or an invitation back. Their sessions and tokens here end with
 * it; the account stays while it belongs to another workspace, and is deleted with the last one.
 */
@UseCase
public final class RemoveMember {

    public record Command(Caller caller, UUID member) {}

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * @param rep who the member was, and who goes on being one; null for nobody
         */
        record Removed(@Nullable String rep) implements Outcome {}

        record Unknown() implements Outcome {}

        /** A workspace has at least one active owner. */
        record LastOwner() implements Outcome {}
    }

    private final Members members;
    private final RememberedTokens tokens;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public RemoveMember(
            Members members, RememberedTokens tokens, AuditTrail trail, UnitOfWork unitOfWork) {
        this.members = members;
        this.tokens = tokens;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.ADMINISTER);
            TenantId tenant = command.caller().tenant();
            return unitOfWork
                    .run(
                            tenant,
                            members.holdOwners(tenant)
                                    .collectList()
                                    .flatMap(owners ->
                                            members.find(tenant, command.member())
                                                    .<Outcome>flatMap(found ->
                                                            remove(
                                                                    command.caller(),
                                                                    found,
                                                                    owners))))
                    .defaultIfEmpty(new Outcome.Unknown())
                    .doOnNext(_ -> tokens.forgetAllOf(tenant));
        });
    }

    private Mono<Outcome> remove(Caller caller, MemberView member, List<UUID> owners) {
        if (member.role() == Role.OWNER) {
            caller.require(Permission.OWN);
            if (owners.equals(List.of(member.id()))) {
                return Mono.just(new Outcome.LastOwner());
            }
        }
        return members.remove(caller.tenant(), member.id())
                .then(
                        trail.append(
                                caller.tenant(),
                                AuditEntry.by(
                                        caller.actor(),
                                        AuditAction.MEMBER_REMOVED,
                                        Actor.Member.labelOf(member.id()),
                                        Map.of("role", member.role().name()))))
                .thenReturn(new Outcome.Removed(member.rep()));
    }
}
