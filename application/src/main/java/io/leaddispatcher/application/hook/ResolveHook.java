package io.leaddispatcher.application.hook;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.closure.ClosedWorkspaces;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.connection.port.HookDirectory;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** Finds the connection that a delivery is for; a connection of another type is as good as none. */
@UseCase
public final class ResolveHook {

    /**
     * @param hookId as it stands in the address
     * @param type the type of connection that this door is for
     */
    public record Query(String hookId, String type) {}

    private static final Pattern SPELLING = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    private final HookDirectory hooks;
    private final ClosedWorkspaces closedWorkspaces;

    public ResolveHook(HookDirectory hooks, ClosedWorkspaces closedWorkspaces) {
        this.hooks = hooks;
        this.closedWorkspaces = closedWorkspaces;
    }

    /**
     * Fails with {@link io.leaddispatcher.application.closure.WorkspaceClosedException} when the
     * workspace is closed.
     */
    public Mono<Hook> handle(Query query) {
        return SPELLING.matcher(query.hookId()).matches()
                ? hooks.find(query.hookId())
                        .filter(hook -> hook.connection().type().equals(query.type()))
                        .flatMap(hook -> closedWorkspaces.refuse(hook.tenant()).thenReturn(hook))
                : Mono.empty();
    }
}
