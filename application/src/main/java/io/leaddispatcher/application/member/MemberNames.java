package io.leaddispatcher.application.member;

import io.leaddispatcher.application.member.port.Members;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What members are called. */
public final class MemberNames {

    private final Members members;

    public MemberNames(Members members) {
        this.members = members;
    }

    /**
     * By id; those who are not members any more are missing. For a few at once. Called inside a
     * unit of work of the tenant.
     */
    public Mono<Map<UUID, String>> of(TenantId tenant, Collection<UUID> ids) {
        return Flux.fromIterable(ids)
                .distinct()
                .concatMap(id -> members.find(tenant, id))
                .collectMap(MemberView::id, MemberView::name);
    }
}
