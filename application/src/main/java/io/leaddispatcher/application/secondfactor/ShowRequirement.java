package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.secondfactor.port.SecondFactorRequirements;
import io.leaddispatcher.application.secondfactor.port.SecondFactorRequirements.Standing;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import reactor.core.publisher.Mono;

/** Whether one's workspace asks for a second factor, and how many have one. */
@UseCase
public final class ShowRequirement {

    private final SecondFactorRequirements requirements;
    private final UnitOfWork unitOfWork;

    public ShowRequirement(SecondFactorRequirements requirements, UnitOfWork unitOfWork) {
        this.requirements = requirements;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Standing> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.ADMINISTER);
            return unitOfWork.run(caller.tenant(), requirements.show(caller.tenant()));
        });
    }
}
