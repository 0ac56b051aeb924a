package io.leaddispatcher.application.token;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.port.ApiTokens;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The API tokens of a workspace, oldest first, without those that were revoked. */
@UseCase
public final class ListTokens {

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

    private final ApiTokens tokens;
    private final UnitOfWork unitOfWork;

    public ListTokens(ApiTokens tokens, UnitOfWork unitOfWork) {
        this.tokens = tokens;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Page<TokenView>> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.ADMINISTER);
            var tenant = query.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    tokens.list(tenant, query.after(), query.limit() + 1)
                            .map(ListTokens::view)
                            .collectList()
                            .map(found ->
                                    Page.cut(found, query.limit(), each -> each.id().toString())));
        });
    }

    private static TokenView view(ApiTokens.Listed token) {
        return new TokenView(
                token.id(),
                token.name(),
                token.scopes(),
                token.maker(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt());
    }
}
