package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.crm.port.KnownAccounts;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Says from which CRM an account comes: there it is changed, and not by hand. */
@UseCase
public final class ShowMirror {

    public record Query(Caller caller, String account) {}

    private final KnownAccounts accounts;
    private final UnitOfWork unitOfWork;

    public ShowMirror(KnownAccounts accounts, UnitOfWork unitOfWork) {
        this.accounts = accounts;
        this.unitOfWork = unitOfWork;
    }

    /** Empty when it is kept by hand, and when there is none. */
    public Mono<ConnectionKey> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_CONFIGURATION);
            TenantId tenant = query.caller().tenant();
            return unitOfWork.run(tenant, accounts.mirrorOf(tenant, query.account()));
        });
    }
}
