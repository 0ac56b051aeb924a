package io.leaddispatcher.application.dispatch;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.port.MailBounces;
import io.leaddispatcher.application.dispatch.port.MailBounces.Bounce;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.roster.Roster;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A mail provider tells that mail to an address came back. Kept of reps alone: of anybody else
 * nothing is kept.
 */
@UseCase
public final class ReportBounce {

    private static final int LONGEST_ADDRESS = 320;
    private static final int LONGEST_REASON = 300;

    /**
     * @param document {@code address}, {@code reason}, and {@code at}, which may be left out
     */
    public record Command(Caller caller, Map<String, ?> document) {}

    /**
     * @param kept null when it is no rep's address
     */
    public record Outcome(String address, @Nullable Bounce kept) {}

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final MailBounces bounces;
    private final InstantSource clock;

    public ReportBounce(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            MailBounces bounces,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.bounces = bounces;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.CONFIGURE);
            Bounce bounce = read(command.document());
            var tenant = command.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    configurations
                            .current(tenant)
                            .map(snapshot -> snapshot.configuration().roster())
                            .flatMap(roster ->
                                    isOfARep(roster, bounce.address())
                                            ? bounces.note(tenant, bounce)
                                                    .thenReturn(
                                                            new Outcome(bounce.address(), bounce))
                                            : Mono.just(new Outcome(bounce.address(), null))));
        });
    }

    private Bounce read(Map<String, ?> sent) {
        Violations violations = new Violations();
        Part document = Part.root(sent, violations);
        Optional<String> address =
                document.requiredProperty("address")
                        .flatMap(part ->
                                part.asText(LONGEST_ADDRESS)
                                        .filter(text -> isAddress(part, text.strip())));
        Optional<String> reason =
                document.requiredProperty("reason").flatMap(part -> part.asText(LONGEST_REASON));
        Instant now = clock.instant();
        Instant at = document.property("at").flatMap(Part::asInstant).orElse(now);
        document.refuseUnknown();
        violations.refuseIfAny();
        return new Bounce(
                address.orElseThrow().strip().toLowerCase(Locale.ROOT),
                reason.orElseThrow().strip(),
                at.isAfter(now) ? now : at);
    }

    private static boolean isAddress(Part part, String text) {
        boolean good = text.matches("[^\\s@]+@[^\\s@]+");
        if (!good) {
            part.violation(MALFORMED, "must be an e-mail address");
        }
        return good;
    }

    private static boolean isOfARep(Roster roster, String address) {
        return roster.reps().stream()
                .anyMatch(rep -> rep.email().toLowerCase(Locale.ROOT).equals(address));
    }
}
