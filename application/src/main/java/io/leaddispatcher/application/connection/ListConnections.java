package io.leaddispatcher.application.connection;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Lists connections page by page in the order of their keys. */
@UseCase
public final class ListConnections {

    private final Connections connections;
    private final HookAddresses addresses;
    private final UnitOfWork unitOfWork;

    public ListConnections(
            Connections connections, HookAddresses addresses, UnitOfWork unitOfWork) {
        this.connections = connections;
        this.addresses = addresses;
        this.unitOfWork = unitOfWork;
    }

    /**
     * @param after the key after which the page begins; null for the first page
     * @param limit from {@link Page#LEAST} to {@link Page#MOST}
     */
    public record Query(Caller caller, @Nullable String after, int limit) {
        public Query {
            Page.require(limit);
        }
    }

    public Mono<Page<ConnectionView>> handle(Query query) {
        query.caller().require(Permission.VIEW_CONNECTIONS);
        TenantId tenant = query.caller().tenant();
        return unitOfWork
                .run(
                        tenant,
                        connections.page(tenant, query.after(), query.limit() + 1).collectList())
                .map(found -> Page.cut(found, query.limit(), each -> each.key().value()))
                .map(page ->
                        new Page<>(
                                page.items().stream()
                                        .map(each -> ConnectionView.of(each, addresses))
                                        .toList(),
                                page.next()));
    }
}
