package io.leaddispatcher.application.account;

import io.leaddispatcher.application.access.TokenHash;
import io.leaddispatcher.application.access.port.Sessions;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.Founding;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.tenant.TenantId;
import java.text.Normalizer;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Founds the workspace of somebody who signs up, and lets them in. */
public final class NewWorkspace {

    private static final int LONGEST_STEM = 40;

    private final Founding founding;
    private final Sessions sessions;
    private final SecretTokens secrets;
    private final UnitOfWork unitOfWork;
    private final Ids ids;
    private final InstantSource clock;

    public NewWorkspace(
            Founding founding,
            Sessions sessions,
            SecretTokens secrets,
            UnitOfWork unitOfWork,
            Ids ids,
            InstantSource clock) {
        this.founding = founding;
        this.sessions = sessions;
        this.secrets = secrets;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Answers the secret of a session in it.
     *
     * @param zone in which its days begin
     */
    Mono<String> found(String name, ZoneId zone, Founding.Owner owner) {
        return Mono.defer(() -> {
            var tenant = new TenantId(ids.next());
            String token = secrets.next();
            var workspace = new Workspaces.Workspace(tenant, slug(name), name, zone, false);
            return unitOfWork.run(
                    tenant,
                    founding.found(workspace, owner)
                            .flatMap(member ->
                                    sessions.open(
                                            tenant,
                                            TokenHash.of(token),
                                            member,
                                            clock.instant(),
                                            null))
                            .thenReturn(token));
        });
    }

    /**
     * Of the name, with something random behind it: whether a name is taken is nobody's business.
     */
    private String slug(String name) {
        String stem =
                Normalizer.normalize(name, Normalizer.Form.NFKD)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\p{M}+", "")
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        String cut = stem.substring(0, Math.min(stem.length(), LONGEST_STEM));
        UUID random = ids.next();
        String end = Long.toHexString(random.getLeastSignificantBits()).substring(4, 12);
        return cut.isEmpty() ? "w" + end : cut + "-" + end;
    }
}
