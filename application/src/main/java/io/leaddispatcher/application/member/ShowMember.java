package io.leaddispatcher.application.member;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** One member. Empty when there is none. */
@UseCase
public final class ShowMember {

    public record Query(Caller caller, UUID member) {}

    private final Members members;
    private final UnitOfWork unitOfWork;

    public ShowMember(Members members, UnitOfWork unitOfWork) {
        this.members = members;
        this.unitOfWork = unitOfWork;
    }

    public Mono<MemberView> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.ADMINISTER);
            var tenant = query.caller().tenant();
            return unitOfWork.run(tenant, members.find(tenant, query.member()));
        });
    }
}
