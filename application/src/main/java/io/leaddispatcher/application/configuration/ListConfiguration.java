package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads the configuration documents of a kind, page by page in the order of their keys. */
@UseCase
public final class ListConfiguration {

    private final ConfigurationDocuments documents;
    private final UnitOfWork unitOfWork;

    public ListConfiguration(ConfigurationDocuments documents, UnitOfWork unitOfWork) {
        this.documents = documents;
        this.unitOfWork = unitOfWork;
    }

    /**
     * @param after the key after which the page begins; null for the first page
     * @param limit from {@link Page#LEAST} to {@link Page#MOST}
     */
    public record Query(Caller caller, ConfigurationKind kind, @Nullable String after, int limit) {
        public Query {
            Page.require(limit);
        }
    }

    public Mono<Page<StoredDocument>> handle(Query query) {
        query.caller().require(Permission.VIEW_CONFIGURATION);
        TenantId tenant = query.caller().tenant();
        return unitOfWork.run(
                tenant,
                documents
                        .page(tenant, query.kind(), query.after(), query.limit() + 1)
                        .collectList()
                        .map(found -> Page.cut(found, query.limit(), StoredDocument::key)));
    }
}
