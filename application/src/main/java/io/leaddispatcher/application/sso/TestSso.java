package io.leaddispatcher.application.sso;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.sso.port.IdentityProvider;
import io.leaddispatcher.application.sso.port.ProviderException;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.sso.SingleSignOn;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Reads what a provider says of itself, and says what is wrong with it. Whether there is nothing at
 * an address, or something that calls out must not reach, nobody learns.
 */
@UseCase
public final class TestSso {

    public record Command(Caller caller, String issuer) {}

    /** What came of it. */
    public sealed interface Outcome {
        record Works() implements Outcome {}

        /**
         * It does not.
         *
         * @param detail what was found instead
         */
        record Wrong(ProviderException.Reason reason, String detail) implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    private final IdentityProvider provider;
    private final Throttle throttle;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    public TestSso(
            IdentityProvider provider, Throttle throttle, AuditTrail trail, UnitOfWork unitOfWork) {
        this.provider = provider;
        this.throttle = throttle;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    /** Fails with {@link InvalidInputException} when the issuer is no address. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            Caller caller = command.caller();
            caller.require(Permission.ADMINISTER);
            URI issuer = issuer(command.issuer());
            // Each test counts, so that nobody uses them to look around.
            String who = "sso test " + caller.tenant();
            var subjects = new Throttle.Subjects(who, who);
            return throttle.count(
                    subjects,
                    Outcome.TooMany::new,
                    () -> test(caller, issuer).flatMap(outcome -> tell(caller, issuer, outcome)));
        });
    }

    private static URI issuer(String text) {
        var violations = new Violations();
        var issuer =
                Part.root(Map.of("issuer", text), violations)
                        .requiredProperty("issuer")
                        .flatMap(SingleSignOn::readIssuer);
        violations.refuseIfAny();
        return issuer.orElseThrow();
    }

    private Mono<Outcome> test(Caller caller, URI issuer) {
        return provider.check(caller.tenant(), issuer)
                .<Outcome>thenReturn(new Outcome.Works())
                .onErrorResume(
                        ProviderException.class,
                        e -> Mono.just(new Outcome.Wrong(e.reason(), told(e))));
    }

    private Mono<Outcome> tell(Caller caller, URI issuer, Outcome outcome) {
        return unitOfWork.run(
                caller.tenant(),
                trail.append(
                                caller.tenant(),
                                AuditEntry.by(
                                        caller.actor(),
                                        AuditAction.SSO_TESTED,
                                        "sso:provider",
                                        Map.of(
                                                "issuer",
                                                issuer.toString(),
                                                "works",
                                                outcome instanceof Outcome.Works)))
                        .thenReturn(outcome));
    }

    private static String told(ProviderException failure) {
        String message = failure.getMessage();
        return message == null ? "" : message;
    }
}
