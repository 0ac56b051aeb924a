package io.leaddispatcher.application.secondfactor;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SecondFactorCheck;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.access.port.SecondFactors;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.secret.SecretTokens;
import io.leaddispatcher.application.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** A code shows that the app has the secret; from then on the log-in asks for one. */
@UseCase
public final class ConfirmSecondFactor {

    /**
     * What was sent.
     *
     * @param address where the request came from
     */
    public record Command(SignedIn who, Secret code, String address) {}

    /** What can come of it. */
    public sealed interface Outcome {
        /**
         * It is on.
         *
         * @param recoveryCodes shown this once
         */
        record Confirmed(List<String> recoveryCodes) implements Outcome {
            public Confirmed {
                recoveryCodes = List.copyOf(recoveryCodes);
            }

            @Override
            public String toString() {
                return "Confirmed[***]";
            }
        }

        record Wrong() implements Outcome {}

        /** There is nothing to confirm. */
        record Nothing() implements Outcome {}

        record TooMany(Duration retryAfter) implements Outcome {}
    }

    private static final int CODES = 10;
    private static final int RECOVERY_BYTES = 10;
    private static final long NEVER_USED = -1;

    private final People people;
    private final SecondFactors factors;
    private final SecondFactorCheck check;
    private final Throttle throttle;
    private final SecretTokens tokens;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public ConfirmSecondFactor(
            People people,
            SecondFactors factors,
            SecondFactorCheck check,
            Throttle throttle,
            SecretTokens tokens,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.people = people;
        this.factors = factors;
        this.check = check;
        this.throttle = throttle;
        this.tokens = tokens;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public Mono<Outcome> handle(Command command) {
        if (command.who().sso()) {
            // It is the person's own, and a provider of one workspace has no say in that.
            return Mono.just(new Outcome.Nothing());
        }
        return people.find(command.who().email())
                .flatMap(found -> {
                    var subjects = SecondFactorCheck.subjects(found.person(), command.address());
                    return throttle.waitFor(subjects)
                            .<Outcome>map(Outcome.TooMany::new)
                            .switchIfEmpty(
                                    Mono.defer(() -> attempt(command, found.person(), subjects)));
                })
                .defaultIfEmpty(new Outcome.Nothing());
    }

    private Mono<Outcome> attempt(Command command, UUID person, Throttle.Subjects subjects) {
        Instant now = clock.instant();
        return factors.find(person)
                .filter(factor -> !factor.confirmed())
                .flatMap(factor -> {
                    var step =
                            check.decrypt(person, factor)
                                    .stepOf(command.code().reveal(), now, NEVER_USED);
                    return step.isPresent()
                            ? confirm(command.who(), person, factor.secret(), step.getAsLong())
                            : throttle.failed(subjects).thenReturn(new Outcome.Wrong());
                });
    }

    private Mono<Outcome> confirm(SignedIn who, UUID person, byte[] secret, long step) {
        List<String> codes = Stream.generate(this::recoveryCode).limit(CODES).toList();
        List<byte[]> hashes =
                codes.stream().map(code -> SecondFactorCheck.recoveryHash(person, code)).toList();
        Caller caller = who.caller();
        return unitOfWork.run(
                caller.tenant(),
                factors.confirm(person, secret, step, hashes, clock.instant())
                        .filter(Boolean::booleanValue)
                        .flatMap(_ ->
                                trail.append(
                                                caller.tenant(),
                                                new AuditEntry(
                                                        caller.actor().label(),
                                                        AuditAction.SECOND_FACTOR_CHANGED,
                                                        caller.actor().label(),
                                                        Map.of("to", "on")))
                                        .thenReturn((Outcome) new Outcome.Confirmed(codes)))
                        .defaultIfEmpty(new Outcome.Nothing()));
    }

    /** Enough of a random text that nobody guesses it, in groups that can be copied by hand. */
    private String recoveryCode() {
        byte[] random = Base64.getUrlDecoder().decode(tokens.next());
        String hex = HexFormat.of().formatHex(random, 0, RECOVERY_BYTES);
        return hex.replaceAll("(.{5})(?=.)", "$1-");
    }
}
