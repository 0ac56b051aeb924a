package io.leaddispatcher.application.sso;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.sso.port.SsoConnections;
import io.leaddispatcher.application.sso.port.SsoConnections.Stored;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.sso.SingleSignOn;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** How a workspace logs in by its identity provider, for whoever sets it up. */
@UseCase
public final class ShowSso {

    /**
     * What is set, and what the provider must be told.
     *
     * @param settings null when nothing is set
     * @param version of what is set; null when nothing is
     * @param byOwner whether an owner chose the provider, so that it may speak for owners
     * @param redirect to which the provider may send browsers back
     * @param start where a log-in begins
     */
    public record SsoView(
            @Nullable SingleSignOn settings,
            @Nullable Long version,
            boolean byOwner,
            URI redirect,
            URI start) {}

    private final SsoConnections connections;
    private final Workspaces workspaces;
    private final SsoAddresses addresses;
    private final UnitOfWork unitOfWork;

    public ShowSso(
            SsoConnections connections,
            Workspaces workspaces,
            SsoAddresses addresses,
            UnitOfWork unitOfWork) {
        this.connections = connections;
        this.workspaces = workspaces;
        this.addresses = addresses;
        this.unitOfWork = unitOfWork;
    }

    public Mono<SsoView> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.ADMINISTER);
            TenantId tenant = caller.tenant();
            return unitOfWork.run(
                    tenant,
                    workspaces
                            .show(tenant)
                            .flatMap(workspace ->
                                    connections
                                            .find(tenant)
                                            .map(Optional::of)
                                            .defaultIfEmpty(Optional.empty())
                                            .map(stored -> view(stored, workspace.slug()))));
        });
    }

    private SsoView view(Optional<Stored> stored, String slug) {
        return new SsoView(
                stored.map(Stored::settings).orElse(null),
                stored.map(Stored::version).orElse(null),
                stored.map(Stored::byOwner).orElse(false),
                addresses.redirect(slug),
                addresses.start(slug));
    }
}
