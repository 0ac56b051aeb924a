package io.leaddispatcher.application.intake;

import com.google.common.hash.Hashing;
import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.WorkActor;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.ErasedPersonException;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadReader;
import io.leaddispatcher.domain.lead.TimelineEntry;
import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Somebody brings a file of leads. Each row is handed in as a lead of the API is, a hundred at a
 * time, and what cannot be read is told by its line. Nothing has to be remembered of an import that
 * was cut off: who brings the file again is answered for the rows that are in already, since a row
 * is known by what it says.
 */
@UseCase
public final class ImportLeads {

    /** What one unit of work holds of them ({@link SubmitLead}). */
    static final int AT_ONCE = 100;

    private static final String EVENT = "eventId";
    private static final String FILE = "file";

    /**
     * @param line in the file, from 1
     * @param body a lead body, of what the row says
     */
    public record Row(int line, Map<String, ?> body) {}

    /**
     * @param file what it is called
     */
    public record Command(Caller caller, String file, List<Row> rows) {
        public Command {
            rows = List.copyOf(rows);
        }
    }

    /** A row that was not taken in, and why: its pointers are those of the lead body. */
    public record Refused(int line, InvalidInputException why) {}

    /**
     * How far it has come.
     *
     * @param added leads that are new
     * @param merged rows that add to a lead that was known before
     * @param repeated rows that were brought before with the same in them
     * @param refused those of the latest rows alone
     */
    public record Progress(
            int rows, int done, int added, int merged, int repeated, List<Refused> refused) {

        public Progress {
            refused = List.copyOf(refused);
        }

        private Progress and(Progress next) {
            return new Progress(
                    rows,
                    done + next.done,
                    added + next.added,
                    merged + next.merged,
                    repeated + next.repeated,
                    next.refused);
        }
    }

    private sealed interface Result {}

    private record Taken(LeadId lead, UUID event, boolean merged) implements Result {}

    private record NotTaken(Refused refused) implements Result {}

    private final SubmitLead submitLead;
    private final RoutingConfigurations configurations;
    private final Timeline timeline;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public ImportLeads(
            SubmitLead submitLead,
            RoutingConfigurations configurations,
            Timeline timeline,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.submitLead = submitLead;
        this.configurations = configurations;
        this.timeline = timeline;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * Tells after each hundred rows how far it has come. Whoever stops listening stops it: rows
     * that come later are not taken in.
     */
    public Flux<Progress> handle(Command command) {
        return Flux.defer(() -> {
            command.caller().require(Permission.SUBMIT_LEADS);
            int rows = command.rows().size();
            Progress none = new Progress(rows, 0, 0, 0, 0, List.of());
            return begin(command)
                    .flatMapMany(reader ->
                            Flux.fromIterable(command.rows())
                                    .buffer(AT_ONCE)
                                    .concatMap(some -> take(command, some, reader), 0))
                    .scan(none, Progress::and);
        });
    }

    private Mono<LeadReader> begin(Command command) {
        TenantId tenant = command.caller().tenant();
        return unitOfWork.run(
                tenant,
                trail.append(
                                tenant,
                                AuditEntry.by(
                                        command.caller().actor(),
                                        AuditAction.LEADS_IMPORTED,
                                        "leads",
                                        Map.of(
                                                FILE,
                                                command.file(),
                                                "rows",
                                                command.rows().size())))
                        .then(configurations.current(tenant))
                        .map(RoutingConfigurations.Snapshot::reader));
    }

    private Mono<Progress> take(Command command, List<Row> rows, LeadReader reader) {
        Instant now = clock.instant();
        return Flux.fromIterable(rows)
                .flatMapSequential(row -> submit(command, row, reader, now), AT_ONCE)
                .collectList()
                .flatMap(results -> tell(command, results, now));
    }

    private Mono<Result> submit(Command command, Row row, LeadReader reader, Instant now) {
        return Mono.fromRunnable(() -> TypedLead.check(row.body(), reader))
                .then(
                        Mono.defer(() ->
                                submitLead.handle(
                                        TypedLead.submission(
                                                command.caller(),
                                                "row:" + fingerprint(row.body()),
                                                row.body(),
                                                now,
                                                Duration.ZERO,
                                                null))))
                .map(outcome -> result(row, outcome))
                .onErrorResume(
                        InvalidInputException.class,
                        why -> Mono.just(new NotTaken(new Refused(row.line(), why))))
                .onErrorResume(
                        ErasedPersonException.class, _ -> Mono.just(new NotTaken(erased(row))));
    }

    private static String fingerprint(Map<String, ?> body) {
        return Hashing.sha256().hashString(body.toString(), StandardCharsets.UTF_8).toString();
    }

    private static Result result(Row row, SubmitLead.Outcome outcome) {
        return switch (outcome) {
            case SubmitLead.Outcome.Accepted(var lead, var event, var merged, var _) ->
                    new Taken(lead, event, merged);
            // What a row says is its key: only of somebody who was erased is that not known.
            case SubmitLead.Outcome.KeyUsedBefore() -> new NotTaken(erased(row));
            case SubmitLead.Outcome.Routed _ ->
                    throw new IllegalStateException("nobody waits for the routing of a row");
        };
    }

    private static Refused erased(Row row) {
        return new Refused(
                row.line(),
                new InvalidInputException(
                        "",
                        Violation.Code.CONFLICT,
                        "this person was erased after the row had been imported: put the lead in by hand if they have come anew"));
    }

    /** Who put them in. A row of which that is told already was brought before. */
    private Mono<Progress> tell(Command command, List<Result> results, Instant now) {
        TenantId tenant = command.caller().tenant();
        List<Taken> taken = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (Result result : results) {
            switch (result) {
                case Taken one -> taken.add(one);
                case NotTaken(var one) -> refused.add(one);
            }
        }
        if (taken.isEmpty()) {
            return Mono.just(progress(results.size(), List.of(), 0, refused));
        }
        return unitOfWork.run(
                tenant,
                timeline.told(
                                tenant,
                                taken.stream().map(Taken::lead).distinct().toList(),
                                Set.of(TypedLead.SUBMITTED))
                        .flatMap(told -> {
                            List<Taken> fresh = fresh(taken, told);
                            return timeline.append(
                                            tenant,
                                            fresh.stream()
                                                    .map(one -> entry(command, one, now))
                                                    .toList())
                                    .thenReturn(
                                            progress(
                                                    results.size(),
                                                    fresh,
                                                    taken.size() - fresh.size(),
                                                    refused));
                        }));
    }

    private static List<Taken> fresh(List<Taken> taken, Map<LeadId, List<TimelineEntry>> told) {
        List<Taken> fresh = new ArrayList<>();
        Set<UUID> events = new HashSet<>();
        for (Taken one : taken) {
            String event = one.event().toString();
            boolean known =
                    told.getOrDefault(one.lead(), List.of()).stream()
                            .anyMatch(entry -> event.equals(entry.detail().get(EVENT)));
            // Two rows of a file may say the same.
            if (!known && events.add(one.event())) {
                fresh.add(one);
            }
        }
        return fresh;
    }

    private static Timeline.Entry entry(Command command, Taken one, Instant now) {
        return new Timeline.Entry(
                one.lead(),
                new TimelineEntry(
                        now,
                        TypedLead.SUBMITTED,
                        WorkActor.label(command.caller().actor(), null),
                        TypedLead.WEB,
                        Map.of(EVENT, one.event().toString(), FILE, command.file())));
    }

    private static Progress progress(
            int done, List<Taken> fresh, int repeated, List<Refused> refused) {
        int merged = (int) fresh.stream().filter(Taken::merged).count();
        return new Progress(0, done, fresh.size() - merged, merged, repeated, refused);
    }
}
