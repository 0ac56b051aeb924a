package io.leaddispatcher.application.pool;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_REFERENCE;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.routing.port.RoutingStates;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.pool.LedgerChange;
import io.leaddispatcher.domain.pool.Pool;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A person moves a member of a pool forward or back in its ledger, and says why. */
@UseCase
public final class AdjustLedger {

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000);
    private static final int DECIMALS = 6;
    private static final int LONGEST_REASON = 500;

    /**
     * @param document {@code rep}, {@code offset} (turns that the member is taken to have had more,
     *     so that −2 brings two leads) and {@code reason}
     */
    public record Command(Caller caller, PoolKey pool, Map<String, ?> document) {}

    /** What can come of it. */
    public sealed interface Outcome {
        record Adjusted() implements Outcome {}

        /** There is no such pool. */
        record Unknown() implements Outcome {}
    }

    private record Adjustment(RepKey rep, BigDecimal offset, String reason) {}

    private final UnitOfWork unitOfWork;
    private final RoutingStates states;
    private final RoutingConfigurations configurations;
    private final LedgerMoves moves;
    private final AuditTrail trail;
    private final InstantSource clock;

    public AdjustLedger(
            UnitOfWork unitOfWork,
            RoutingStates states,
            RoutingConfigurations configurations,
            AuditTrail trail,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.states = states;
        this.configurations = configurations;
        this.moves = new LedgerMoves(states);
        this.trail = trail;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.CONFIGURE);
            TenantId tenant = command.caller().tenant();
            return unitOfWork.run(
                    tenant,
                    // Ledgers change under the turn only.
                    states.takeTurn(tenant)
                            .then(configurations.current(tenant))
                            .flatMap(snapshot ->
                                    Mono.justOrEmpty(snapshot.configuration().pool(command.pool()))
                                            .flatMap(pool ->
                                                    adjust(
                                                            command,
                                                            pool,
                                                            new LedgerMoves.Day(
                                                                    clock.instant(),
                                                                    snapshot.configuration()
                                                                            .zone()))))
                            .defaultIfEmpty(new Outcome.Unknown()));
        });
    }

    private static Adjustment read(Map<String, ?> sent) {
        Violations violations = new Violations();
        Part document = Part.root(sent, violations);
        Optional<RepKey> rep =
                document.requiredProperty("rep")
                        .flatMap(part -> part.parsed("rep " + Key.ALLOWED, RepKey::new));
        Optional<BigDecimal> offset =
                document.requiredProperty("offset").flatMap(AdjustLedger::offset);
        Optional<String> reason =
                document.requiredProperty("reason").flatMap(part -> part.asText(LONGEST_REASON));
        document.refuseUnknown();
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations.list());
        }
        return new Adjustment(rep.orElseThrow(), offset.orElseThrow(), reason.orElseThrow());
    }

    private static Optional<BigDecimal> offset(Part part) {
        return part.asNumber()
                .filter(offset -> {
                    boolean fits =
                            offset.signum() != 0
                                    && offset.abs().compareTo(MOST) <= 0
                                    && offset.stripTrailingZeros().scale() <= DECIMALS;
                    if (!fits) {
                        part.violation(
                                OUT_OF_RANGE,
                                "must be from -%1$s to %1$s, not 0, with %2$d decimals at most"
                                        .formatted(MOST, DECIMALS));
                    }
                    return fits;
                });
    }

    private Mono<Outcome> adjust(Command command, Pool pool, LedgerMoves.Day day) {
        Adjustment adjustment = read(command.document());
        if (pool.member(adjustment.rep()).isEmpty()) {
            return Mono.error(
                    new InvalidInputException(
                            "/rep",
                            UNKNOWN_REFERENCE,
                            "'%s' is no member of this pool".formatted(adjustment.rep())));
        }
        TenantId tenant = command.caller().tenant();
        String by = command.caller().actor().label();
        return moves.move(
                        tenant,
                        pool,
                        day,
                        ledger -> {
                            LedgerChange change =
                                    ledger.adjust(
                                            adjustment.rep(),
                                            adjustment.offset(),
                                            adjustment.reason(),
                                            day.at());
                            return new LedgerChange(
                                    change.ledger(),
                                    change.rows().stream().map(row -> row.saidBy(by)).toList());
                        })
                .then(
                        trail.append(
                                tenant,
                                AuditEntry.by(
                                        command.caller().actor(),
                                        AuditAction.LEDGER_ADJUSTED,
                                        "pool:" + pool.key(),
                                        Map.of(
                                                "rep", adjustment.rep().value(),
                                                "offset", adjustment.offset(),
                                                "reason", adjustment.reason()))))
                .thenReturn(new Outcome.Adjusted());
    }
}
