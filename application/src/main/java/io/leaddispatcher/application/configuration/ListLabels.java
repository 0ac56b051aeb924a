package io.leaddispatcher.application.configuration;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** What documents of some kinds are called, without all else that they say. */
@UseCase
public final class ListLabels {

    private final ConfigurationDocuments documents;
    private final UnitOfWork unitOfWork;

    public ListLabels(ConfigurationDocuments documents, UnitOfWork unitOfWork) {
        this.documents = documents;
        this.unitOfWork = unitOfWork;
    }

    /**
     * @param kinds all but accounts, which may be very many
     */
    public record Query(Caller caller, Set<ConfigurationKind> kinds) {
        public Query {
            kinds = Set.copyOf(kinds);
        }
    }

    /** In the order of kinds and keys. */
    public Mono<List<Label>> handle(Query query) {
        query.caller().require(Permission.VIEW_CONFIGURATION);
        TenantId tenant = query.caller().tenant();
        return unitOfWork.run(tenant, documents.labels(tenant, query.kinds()).collectList());
    }
}
