package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/** Reads one configuration document. */
@UseCase
public final class GetConfiguration {

    private final ConfigurationDocuments documents;
    private final UnitOfWork unitOfWork;

    public GetConfiguration(ConfigurationDocuments documents, UnitOfWork unitOfWork) {
        this.documents = documents;
        this.unitOfWork = unitOfWork;
    }

    public record Query(Caller caller, ConfigurationKind kind, String key) {}

    /** Empty when there is none. */
    public Mono<StoredDocument> handle(Query query) {
        query.caller().require(Permission.VIEW_CONFIGURATION);
        TenantId tenant = query.caller().tenant();
        return unitOfWork.run(tenant, documents.find(tenant, query.kind(), query.key()));
    }
}
