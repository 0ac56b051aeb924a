package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.crm.port.KnownAccounts;
import io.leaddispatcher.application.crm.port.KnownAccounts.KnownAccount;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Looks for accounts by what people know of them. */
@UseCase
public final class FindAccounts {

    /**
     * @param text part of a key, a name, a domain, or an owner's key or name; blank for all
     * @param after the key after which the page begins; null for the first page
     */
    public record Query(Caller caller, String text, @Nullable String after, int limit) {
        public Query {
            Page.require(limit);
            // No account holds it, and the database takes none.
            text = text.replace("\0", "");
            after = after == null || !Key.isValid(after) ? null : after;
        }
    }

    private final KnownAccounts accounts;
    private final UnitOfWork unitOfWork;

    public FindAccounts(KnownAccounts accounts, UnitOfWork unitOfWork) {
        this.accounts = accounts;
        this.unitOfWork = unitOfWork;
    }

    /** In the order of keys. */
    public Mono<Page<KnownAccount>> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_CONFIGURATION);
            TenantId tenant = query.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    accounts.find(tenant, query.text().strip(), query.after(), query.limit() + 1)
                            .collectList()
                            .map(found ->
                                    Page.cut(found, query.limit(), each -> each.account().key())));
        });
    }
}
