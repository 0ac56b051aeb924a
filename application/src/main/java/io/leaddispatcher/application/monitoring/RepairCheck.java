package io.leaddispatcher.application.monitoring;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.monitoring.port.Checks.Found;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Mends what a check has found, as far as that is safe to do without looking at each case. Whatever
 * is mended is looked at again first, so that two who press at once mend it once.
 */
@UseCase
public final class RepairCheck {

    /**
     * @param check as the contract spells it
     * @param channel by which it came: {@code api}, {@code web}
     */
    public record Command(Caller caller, String check, String channel) {}

    /**
     * What came of it.
     *
     * @param repaired how many were mended
     * @param check with what is left
     */
    public record Repaired(long repaired, CheckView check) {}

    /** More at once would keep others from the turn of the workspace; one can press again. */
    static final int MOST = 200;

    private final UnitOfWork unitOfWork;
    private final Checks checks;
    private final LeadRepairs leads;
    private final BookRepairs books;
    private final OutwardRepairs outward;
    private final AuditTrail trail;

    public RepairCheck(
            UnitOfWork unitOfWork,
            Checks checks,
            LeadRepairs leads,
            BookRepairs books,
            OutwardRepairs outward,
            AuditTrail trail) {
        this.unitOfWork = unitOfWork;
        this.checks = checks;
        this.leads = leads;
        this.books = books;
        this.outward = outward;
        this.trail = trail;
    }

    /** Empty when there is no such check. */
    public Mono<Repaired> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.CONFIGURE);
            return Mono.justOrEmpty(CheckKey.of(command.check()))
                    .flatMap(check -> repair(command, check));
        });
    }

    private Mono<Repaired> repair(Command command, CheckKey check) {
        Caller caller = command.caller();
        return find(caller, check, MOST)
                .flatMap(found -> mend(command, check, found))
                .flatMap(mended -> noted(caller, check, mended))
                .flatMap(mended ->
                        find(caller, check, ShowChecks.EXAMPLES)
                                .map(left ->
                                        new Repaired(
                                                mended,
                                                CheckView.of(
                                                        check,
                                                        left,
                                                        ShowChecks.maySee(caller, check)))));
    }

    private Mono<Found> find(Caller caller, CheckKey check, int atMost) {
        return unitOfWork.run(caller.tenant(), checks.find(caller.tenant(), check, atMost));
    }

    private Mono<Long> mend(Command command, CheckKey check, Found found) {
        if (found.count() == 0) {
            return Mono.just(0L);
        }
        Caller caller = command.caller();
        return switch (check) {
            case LEAD_WITHOUT_RUN -> leads.route(command, found.examples());
            case HANDOFF_WITHOUT_STATUS -> leads.passOn(command, found.examples());
            case HOLDER_GONE -> leads.decideAgain(command, found.examples());
            case CLOCKS_OVERDUE -> leads.takeSteps(caller.tenant());
            case ESCALATION_UNHEARD -> leads.tellAgain(caller.tenant(), found.examples());
            case ROUTED_TWICE -> books.giveTurnsBack(caller.tenant());
            case ASSIGNMENT_WITHOUT_TASK -> books.makeTasks(caller.tenant());
            case RUN_WITHOUT_CRM_OWNER -> books.writeOwners(caller.tenant());
            case DELIVERIES_DEAD -> outward.sendAgain(caller, found.examples());
            case CONNECTION_SILENT -> outward.tryConnections(caller, found.examples());
        };
    }

    private Mono<Long> noted(Caller caller, CheckKey check, long mended) {
        return unitOfWork
                .run(
                        caller.tenant(),
                        trail.append(
                                caller.tenant(),
                                AuditEntry.by(
                                        caller.actor(),
                                        AuditAction.CHECK_REPAIRED,
                                        "check:" + check.name(),
                                        Map.of("repaired", mended))))
                .thenReturn(mended);
    }
}
