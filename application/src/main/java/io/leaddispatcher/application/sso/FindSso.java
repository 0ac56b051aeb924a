package io.leaddispatcher.application.sso;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.EmailAddress;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.sso.port.SsoConnections;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import java.time.Duration;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * Which workspace somebody means who wants to log in by a provider: by its short name, or by the
 * domain of an address. Nobody looks whether there is an account.
 */
@UseCase
public final class FindSso {

    private static final Pattern SPELLING = Pattern.compile("[^\\p{Cntrl}\\s]{1,254}");

    /**
     * Somebody at the door.
     *
     * @param typed a short name, a domain or an address
     * @param address where the request came from
     */
    public record Command(String typed, String address) {}

    /** What can come of it. */
    public sealed interface Outcome {
        /**
         * There is a provider.
         *
         * @param workspace the short name
         */
        record Found(String workspace) implements Outcome {}

        record Unknown() implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    private final SsoConnections connections;
    private final Workspaces workspaces;
    private final Throttle throttle;
    private final UnitOfWork unitOfWork;

    public FindSso(
            SsoConnections connections,
            Workspaces workspaces,
            Throttle throttle,
            UnitOfWork unitOfWork) {
        this.connections = connections;
        this.workspaces = workspaces;
        this.throttle = throttle;
        this.unitOfWork = unitOfWork;
    }

    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            String typed = EmailAddress.normalise(command.typed());
            var subjects = Throttle.Subjects.of("sso find " + typed, "sso", command.address());
            return throttle.attempt(subjects, Outcome.TooMany::new, () -> find(typed))
                    .defaultIfEmpty(new Outcome.Unknown());
        });
    }

    private Mono<Outcome> find(String typed) {
        if (!SPELLING.matcher(typed).matches()) {
            return Mono.empty();
        }
        String domain = typed.substring(typed.lastIndexOf('@') + 1);
        Mono<String> byDomain = Mono.defer(() -> connections.workspaceOf(domain));
        return (typed.indexOf('@') < 0 ? byName(typed).switchIfEmpty(byDomain) : byDomain)
                .map(Outcome.Found::new);
    }

    private Mono<String> byName(String slug) {
        return workspaces
                .find(slug)
                .flatMap(tenant -> unitOfWork.run(tenant, connections.find(tenant)))
                .filter(stored -> stored.settings().enabled())
                .map(_ -> slug);
    }
}
