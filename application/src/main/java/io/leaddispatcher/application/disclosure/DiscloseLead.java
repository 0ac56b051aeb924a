package io.leaddispatcher.application.disclosure;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.application.lead.port.Disclosures;
import io.leaddispatcher.application.lead.port.Disclosures.Disclosure;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.Detached;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.lead.LeadId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * A member who may see a lead, but not its sensitive values, opens them for a while and says why.
 * Owners and admins are told. Asking twice opens once. Empty when there is no lead that the member
 * may see.
 */
@UseCase
public final class DiscloseLead {

    public record Command(SignedIn who, LeadId lead, String reason) {}

    /** What can come of it. */
    public sealed interface Outcome {

        record Opened(Instant until) implements Outcome {}

        /** The lead has no value that is hidden from the member. */
        record NothingHidden() implements Outcome {}

        /** As many leads are open to the member as may be at once. */
        record TooMany() implements Outcome {}
    }

    private static final Duration OPEN_FOR = Duration.ofMinutes(15);
    private static final int MOST_AT_ONCE = 10;
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    /** What came of it, and the letters that leave once it is committed. */
    private record Done(Outcome outcome, DisclosureNotice.Written letters) {
        static Done quietly(Outcome outcome) {
            return new Done(outcome, DisclosureNotice.Written.NONE);
        }
    }

    private final UnitOfWork unitOfWork;
    private final LeadViews leads;
    private final Disclosures disclosures;
    private final RoutingConfigurations configurations;
    private final DisclosureNotice notice;
    private final AuditTrail trail;
    private final Ids ids;
    private final InstantSource clock;

    public DiscloseLead(
            UnitOfWork unitOfWork,
            LeadViews leads,
            Disclosures disclosures,
            RoutingConfigurations configurations,
            DisclosureNotice notice,
            AuditTrail trail,
            Ids ids,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.leads = leads;
        this.disclosures = disclosures;
        this.configurations = configurations;
        this.notice = notice;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when the reason is none. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            Caller caller = command.who().caller();
            Sight sight = Sight.of(caller);
            String reason = reason(command.reason());
            // Nobody keeps the letters back by hanging up.
            return Detached.from(
                    unitOfWork
                            .run(
                                    caller.tenant(),
                                    configurations
                                            .current(caller.tenant())
                                            .map(snapshot ->
                                                    SensitiveMask.of(
                                                            caller, snapshot.configuration()))
                                            .flatMap(mask ->
                                                    leads.show(
                                                                    caller.tenant(),
                                                                    sight,
                                                                    command.lead())
                                                            .flatMap(detail ->
                                                                    open(
                                                                            command,
                                                                            reason,
                                                                            mask.hidden(
                                                                                    detail.row()
                                                                                            .document())))))
                            .map(done -> {
                                notice.post(done.letters());
                                return done.outcome();
                            }));
        });
    }

    private static String reason(String sent) {
        // A browser counts a new line as one character, and sends two.
        String reason = sent.replace("\r\n", "\n").strip();
        int length = reason.codePointCount(0, reason.length());
        if (length < SHORTEST_REASON
                || length > LONGEST_REASON
                || reason.codePoints().anyMatch(each -> each == 0)) {
            throw new InvalidInputException(
                    "/reason", Code.OUT_OF_RANGE, "must have 10 to 500 characters");
        }
        return reason;
    }

    private Mono<Done> open(Command command, String reason, Set<String> hidden) {
        if (hidden.isEmpty()
                || !(command.who().caller().actor() instanceof Actor.Member(var member, _, _))) {
            return Mono.just(Done.quietly(new Outcome.NothingHidden()));
        }
        Instant now = clock.instant();
        return disclosures
                .hold(command.who().caller().tenant(), member, now)
                .collectList()
                .flatMap(open -> {
                    var same =
                            open.stream()
                                    .filter(each -> each.lead().equals(command.lead()))
                                    .findFirst();
                    if (same.isPresent()) {
                        return Mono.just(Done.quietly(new Outcome.Opened(same.get().endsAt())));
                    }
                    return open.size() < MOST_AT_ONCE
                            ? add(command, opened(member, command.lead(), reason, now), hidden)
                            : Mono.just(Done.quietly(new Outcome.TooMany()));
                });
    }

    private Disclosure opened(UUID member, LeadId lead, String reason, Instant now) {
        return new Disclosure(ids.next(), member, lead, reason, now, now.plus(OPEN_FOR), null);
    }

    private Mono<Done> add(Command command, Disclosure opened, Set<String> hidden) {
        Caller caller = command.who().caller();
        return disclosures
                .add(caller.tenant(), opened)
                .then(Mono.defer(() -> notice.write(command.who(), opened)))
                .flatMap(letters ->
                        trail.append(caller.tenant(), entry(caller, opened, hidden))
                                .thenReturn(
                                        new Done(new Outcome.Opened(opened.endsAt()), letters)));
    }

    private static AuditEntry entry(Caller caller, Disclosure opened, Set<String> hidden) {
        return AuditEntry.by(
                caller.actor(),
                AuditAction.SENSITIVE_OPENED,
                "lead:" + opened.lead(),
                Map.of(
                        "reason", opened.reason(),
                        "until", opened.endsAt().toString(),
                        "fields", List.copyOf(new TreeSet<>(hidden))));
    }
}
