package io.leaddispatcher.application.member;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.RememberedTokens;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.Changes;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.member.MemberView.Standing;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Gives a member another role or rep, keeps them out, or lets them in again. Their sessions end, so
 * that no page goes on with rights that are gone.
 */
@UseCase
public final class ChangeMember {

    /**
     * What was sent.
     *
     * @param document {@code role}, {@code active}, {@code rep}; what is left out stays
     */
    public record Command(Caller caller, UUID member, Map<String, ?> document) {}

    /** What came of it. */
    public sealed interface Outcome {
        record Changed(MemberView member) implements Outcome {}

        record Unknown() implements Outcome {}

        /** A workspace has at least one active owner. */
        record LastOwner() implements Outcome {}
    }

    private final Members members;
    private final ConfigurationDocuments documents;
    private final RememberedTokens tokens;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public ChangeMember(
            Members members,
            ConfigurationDocuments documents,
            RememberedTokens tokens,
            AuditTrail trail,
            UnitOfWork unitOfWork) {
        this.members = members;
        this.documents = documents;
        this.tokens = tokens;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.ADMINISTER);
            MemberDocument.Changed wanted = MemberDocument.changed(command.document());
            TenantId tenant = command.caller().tenant();
            return unitOfWork
                    .run(
                            tenant,
                            members.holdOwners(tenant)
                                    .collectList()
                                    .flatMap(owners ->
                                            members.find(tenant, command.member())
                                                    .<Outcome>flatMap(before ->
                                                            change(
                                                                    command.caller(),
                                                                    before,
                                                                    wanted,
                                                                    owners))))
                    .defaultIfEmpty(new Outcome.Unknown())
                    .doOnNext(_ -> tokens.forgetAllOf(tenant));
        });
    }

    private Mono<Outcome> change(
            Caller caller, MemberView before, MemberDocument.Changed wanted, List<UUID> owners) {
        var role = Objects.requireNonNullElse(wanted.role(), before.role());
        boolean active =
                wanted.active() == null ? before.standing() != Standing.DISABLED : wanted.active();
        if (before.role() == Role.OWNER || role == Role.OWNER) {
            caller.require(Permission.OWN);
        }
        // Whoever only is to be one, and is shown as one, keeps no workspace.
        if (owners.equals(List.of(before.id())) && !(role == Role.OWNER && active)) {
            return Mono.just(new Outcome.LastOwner());
        }
        TenantId tenant = caller.tenant();
        boolean other = role != before.role() || active != isActive(before);
        // One that stays needs not be there any more.
        String rep = Objects.equals(wanted.rep(), before.rep()) ? null : wanted.rep();
        return MemberDocument.requireRep(documents, tenant, rep)
                .then(
                        members.change(
                                tenant,
                                before.id(),
                                role,
                                active,
                                wanted.repInsteadOf(before.rep())))
                .then(other ? members.endSessions(tenant, before.id()) : Mono.empty())
                .then(members.find(tenant, before.id()))
                .flatMap(after ->
                        trail.append(tenant, entry(caller, before, after))
                                .thenReturn(new Outcome.Changed(after)));
    }

    private static AuditEntry entry(Caller caller, MemberView before, MemberView after) {
        return AuditEntry.by(
                caller.actor(),
                AuditAction.MEMBER_CHANGED,
                Actor.Member.labelOf(after.id()),
                Changes.between(told(before), told(after)));
    }

    private static Map<String, Object> told(MemberView member) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("role", member.role().name());
        told.put("active", isActive(member));
        if (member.rep() != null) {
            told.put("rep", member.rep());
        }
        return told;
    }

    private static boolean isActive(MemberView member) {
        return member.standing() != Standing.DISABLED;
    }
}
