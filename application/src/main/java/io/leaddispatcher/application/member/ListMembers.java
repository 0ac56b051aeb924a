package io.leaddispatcher.application.member;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The members of a workspace and those who are invited, in the order in which they came. */
@UseCase
public final class ListMembers {

    /**
     * Which of them.
     *
     * @param after the last one of the page before
     */
    public record Query(Caller caller, @Nullable UUID after, int limit) {
        public Query {
            Page.require(limit);
        }
    }

    private final Members members;
    private final UnitOfWork unitOfWork;

    public ListMembers(Members members, UnitOfWork unitOfWork) {
        this.members = members;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Page<MemberView>> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.ADMINISTER);
            var tenant = query.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    members.list(tenant, query.after(), query.limit() + 1)
                            .collectList()
                            .map(found ->
                                    Page.cut(found, query.limit(), each -> each.id().toString())));
        });
    }
}
