package io.leaddispatcher.application.member;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Tells what a few members are called, for pages on which their work is shown. */
@UseCase
public final class NameMembers {

    private final MemberNames names;
    private final UnitOfWork unitOfWork;

    public NameMembers(MemberNames names, UnitOfWork unitOfWork) {
        this.names = names;
        this.unitOfWork = unitOfWork;
    }

    public record Query(Caller caller, Set<UUID> members) {
        public Query {
            members = Set.copyOf(members);
        }
    }

    /** By id; those who are not members any more are missing. */
    public Mono<Map<UUID, String>> handle(Query query) {
        query.caller().require(Permission.VIEW_CONFIGURATION);
        var tenant = query.caller().tenant();
        return query.members().isEmpty()
                ? Mono.just(Map.of())
                : unitOfWork.run(tenant, names.of(tenant, query.members()));
    }
}
