package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.assignment.port.Assignments;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.crm.port.BookedMeetings;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.application.crm.port.CrmQueue;
import io.leaddispatcher.application.crm.port.CrmRecords;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.crm.port.KnownOwners;
import io.leaddispatcher.application.crm.port.WrittenTasks;
import io.leaddispatcher.application.dispatch.port.Outlet;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.task.port.Tasks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.CrmWriting;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Writes to CRMs who has leads, and what is to be done. What is written is what holds when it is
 * written; after that it is looked at again, so that a slow node does not leave an old owner.
 */
public final class CrmOutlet implements Outlet {

    /** The reference of a record that was taken from its owner. */
    private static final String NOBODY = "nobody";

    private static final Attempt NOTHING = new Attempt.Delivered(UNCHANGED);
    private static final Attempt ONCE_MORE = new Attempt.NotYet(Duration.ofSeconds(1));

    private final ConnectionDirectory connections;
    private final Assignments assignments;
    private final RoutingConfigurations configurations;
    private final UnitOfWork unitOfWork;
    private final Crms crms;
    private final CrmQueue queue;
    private final CrmAppointments appointments;
    private final CrmToDos toDos;
    private final OwnersLeft ownersLeft;
    private final InstantSource clock;
    private final RefusedTokens tokens = new RefusedTokens();

    public CrmOutlet(
            ConnectionDirectory connections,
            Assignments assignments,
            RoutingConfigurations configurations,
            UnitOfWork unitOfWork,
            Crms crms,
            CrmQueue queue,
            BookedMeetings meetings,
            Tasks tasks,
            WrittenTasks written,
            KnownOwners knownOwners,
            InstantSource clock) {
        this.connections = connections;
        this.assignments = assignments;
        this.configurations = configurations;
        this.unitOfWork = unitOfWork;
        this.crms = crms;
        this.queue = queue;
        this.appointments = new CrmAppointments(meetings, unitOfWork);
        this.toDos = new CrmToDos(tasks, written, unitOfWork);
        this.ownersLeft = new OwnersLeft(knownOwners, unitOfWork, clock);
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.CRM;
    }

    @Override
    public Mono<Line> open(TenantId tenant) {
        return Mono.just(
                new Line() {
                    @Override
                    public Mono<Attempt> send(Delivery delivery) {
                        return write(tenant, delivery);
                    }

                    @Override
                    public ConnectionKey connection(Delivery delivery) {
                        return key(delivery);
                    }
                });
    }

    @Override
    public String entryWhenDelivered(Delivery delivery) {
        return switch (CrmWrite.read(delivery)) {
            case CrmWrite.Owner _ ->
                    NOBODY.equals(delivery.reference()) ? "CRM_OWNER_CLEARED" : "CRM_OWNER_WRITTEN";
            case CrmWrite.Fields _ -> "CRM_FIELDS_WRITTEN";
            case CrmWrite.Remark _ -> "CRM_NOTE_CREATED";
            case CrmWrite.ToDo _ -> "CRM_TASK_CREATED";
            case CrmWrite.ToDoEnd _ -> "CRM_TASK_CLOSED";
            case CrmWrite.Appointment _ -> "CRM_MEETING_WRITTEN";
        };
    }

    @Override
    public Map<String, Object> detailWhenDelivered(Delivery delivery) {
        return Map.of("connection", key(delivery).value());
    }

    /**
     * @param overtaken whether something later writes it all
     * @param behind whether something earlier has to be there first
     */
    private record Now(
            Optional<ConnectionAccess> connection,
            Optional<HeldLead> held,
            boolean overtaken,
            boolean behind) {}

    private Mono<Attempt> write(TenantId tenant, Delivery delivery) {
        LeadId lead = delivery.lead();
        if (lead == null) {
            return Mono.just(NOTHING);
        }
        CrmWrite write = CrmWrite.read(delivery);
        return now(tenant, lead, delivery, write)
                .flatMap(now ->
                        waiting(tenant, now)
                                .map(Mono::just)
                                .orElseGet(() -> asked(tenant, lead, write, delivery, now)));
    }

    /** While the token is refused, one write asks for all. */
    private Optional<Attempt> waiting(TenantId tenant, Now now) {
        return now.overtaken()
                ? Optional.empty()
                : now.connection()
                        .flatMap(connection -> tokens.wait(tenant, connection, clock.instant()))
                        .<Attempt>map(Attempt.NotYet::new);
    }

    private Mono<Attempt> asked(
            TenantId tenant, LeadId lead, CrmWrite write, Delivery delivery, Now now) {
        return write(tenant, lead, write, delivery, now)
                .onErrorResume(
                        CrmRefusedException.class,
                        refused -> refused(tenant, now, refused.attempt()))
                .doOnNext(attempt ->
                        now.connection()
                                .filter(_ -> !NOTHING.equals(attempt))
                                .ifPresent(used ->
                                        tokens.came(tenant, used, attempt, clock.instant())));
    }

    /** What was refused by an old token, while somebody gave a new one, need not wait for it. */
    private Mono<Attempt> refused(TenantId tenant, Now before, Attempt attempt) {
        ConnectionAccess used = before.connection().orElse(null);
        return used == null || !(attempt instanceof Attempt.Retry)
                ? Mono.just(attempt)
                : Mono.defer(() -> unitOfWork.run(tenant, connections.find(tenant, used.key())))
                        .map(now -> now.hasTheSecretsOf(used) ? attempt : ONCE_MORE)
                        .defaultIfEmpty(attempt);
    }

    private Mono<Attempt> write(
            TenantId tenant, LeadId lead, CrmWrite write, Delivery delivery, Now now) {
        // Of several that have waited, the last one writes; what is over is not made.
        if (now.overtaken() || isOfNobody(write, now)) {
            return Mono.just(NOTHING);
        }
        if (now.behind()) {
            return Mono.just(ONCE_MORE);
        }
        ConnectionAccess connection = now.connection().orElse(null);
        if (connection == null) {
            return Mono.just(
                    new Attempt.ConnectionDead(
                            new Cause(
                                    "not_connected",
                                    "connection %s is not active".formatted(key(delivery)))));
        }
        Crm crm = crms.of(connection).orElse(null);
        // Somebody else keeps the owners there.
        if (crm == null || Boolean.FALSE.equals(connection.settings().get("writeBack"))) {
            return Mono.just(NOTHING);
        }
        var target = new CrmTarget(tenant, lead, crm, connection);
        Mono<Attempt> made =
                switch (write) {
                    case CrmWrite.Appointment appointment ->
                            write(target, appointment, now.held().map(HeldLead::rep));
                    case CrmWrite.ToDoEnd end -> toDos.end(target, end, NOTHING);
                    case CrmWrite.Owner(var record, var left)
                            when now.held().isEmpty() && left != null ->
                            release(target, record, left);
                    case CrmWrite.OfHolder ofHolder ->
                            write(target, ofHolder, now.held().orElseThrow());
                };
        return write instanceof CrmWrite.Owner owner ? ownersLeft.noted(target, owner, made) : made;
    }

    private Mono<Attempt> write(
            CrmTarget target, CrmWrite.Appointment appointment, Optional<Rep> host) {
        Mono<Attempt> written =
                appointments
                        .write(target, appointment, host)
                        .<Attempt>map(Attempt.Delivered::new)
                        .defaultIfEmpty(NOTHING);
        return host.map(rep -> new InactiveOwner(target, rep).explained(written)).orElse(written);
    }

    private static boolean isOfNobody(CrmWrite write, Now now) {
        return now.held().isEmpty()
                && write instanceof CrmWrite.OfHolder
                && !(write instanceof CrmWrite.Owner(_, var left) && left != null);
    }

    /** Whom somebody has made its owner there meanwhile goes on owning it. */
    private Mono<Attempt> release(CrmTarget target, String record, RepKey left) {
        return rep(target.tenant(), left)
                .flatMap(target::owner)
                .flatMap(owner ->
                        target.crm()
                                .records()
                                .release(target.tenant(), target.connection(), record, owner))
                .flatMap(_ -> held(target))
                .map(after -> after.isEmpty() ? new Attempt.Delivered(NOBODY) : ONCE_MORE)
                .defaultIfEmpty(NOTHING);
    }

    private Mono<Rep> rep(TenantId tenant, RepKey key) {
        return unitOfWork.run(
                tenant,
                configurations
                        .current(tenant)
                        .flatMap(snapshot ->
                                Mono.justOrEmpty(snapshot.configuration().roster().rep(key))));
    }

    private Mono<Attempt> write(CrmTarget target, CrmWrite.OfHolder write, HeldLead held) {
        TenantId tenant = target.tenant();
        Crm crm = target.crm();
        ConnectionAccess connection = target.connection();
        Rep rep = held.rep();
        var asOwner = new InactiveOwner(target, rep);
        Mono<Attempt> written =
                switch (write) {
                    case CrmWrite.Owner(var record, _) ->
                            asOwner.explained(
                                    target.owner(rep)
                                            .flatMap(owner -> change(target, record, held, owner)));
                    case CrmWrite.Fields(var record) -> change(target, record, held, null);
                    // Whoever has the lead no longer need not do it; the next has a task of their
                    // own.
                    case CrmWrite.ToDo todo when !todo.rep().equals(rep.key()) ->
                            Mono.just(NOTHING);
                    case CrmWrite.ToDo todo ->
                            asOwner.explained(
                                    target.owner(rep)
                                            .flatMap(owner -> toDos.make(target, todo, owner))
                                            .map(Attempt.Delivered::new));
                    case CrmWrite.Remark(var record, var run, _, var text, var at) ->
                            // It tells of a run, whoever has the lead by now.
                            crm.activities()
                                    .createNote(
                                            tenant,
                                            connection,
                                            new CrmActivities.NewNote(run, record, null, text, at))
                                    .map(Attempt.Delivered::new);
                };
        return written.switchIfEmpty(Mono.fromSupplier(() -> nobody(rep, connection)));
    }

    /** All that is to be written of a record in one call, and a look whether it still holds. */
    private Mono<Attempt> change(
            CrmTarget target, String record, HeldLead held, @Nullable String owner) {
        CrmWriting writing = CrmWriting.of(target.connection().settings());
        var change = new CrmRecords.Change(owner, held.properties(writing));
        if (change.isEmpty()) {
            return Mono.just(NOTHING);
        }
        return target.crm()
                .records()
                .write(target.tenant(), target.connection(), record, change)
                .then(held(target))
                .map(after ->
                        after.filter(each -> each.rep().key().equals(held.rep().key()))
                                        .map(each -> each.properties(writing))
                                        .filter(change.properties()::equals)
                                        .isPresent()
                                ? new Attempt.Delivered(owner == null ? record : owner)
                                : ONCE_MORE);
    }

    private static Attempt nobody(Rep rep, ConnectionAccess connection) {
        // The connection works.
        return new Attempt.WrongTarget(
                new Cause(
                        "crm_owner_unknown",
                        "rep %s has no owner id for connection %s, and nobody there has the rep's e-mail address"
                                .formatted(rep.key(), connection.key())));
    }

    private Mono<Now> now(TenantId tenant, LeadId lead, Delivery delivery, CrmWrite write) {
        return Mono.defer(() ->
                unitOfWork.run(
                        tenant,
                        connections
                                .find(tenant, key(delivery))
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty())
                                .flatMap(found ->
                                        held(tenant, lead)
                                                .flatMap(held ->
                                                        now(
                                                                tenant, delivery, write, found,
                                                                held)))));
    }

    private Mono<Now> now(
            TenantId tenant,
            Delivery delivery,
            CrmWrite write,
            Optional<ConnectionAccess> connection,
            Optional<HeldLead> held) {
        return isOvertaken(tenant, delivery, write)
                .zipWhen(_ -> isBehind(tenant, delivery, write))
                .map(seen -> new Now(connection, held, seen.getT1(), seen.getT2()));
    }

    private Mono<Boolean> isBehind(TenantId tenant, Delivery delivery, CrmWrite write) {
        return write instanceof CrmWrite.Appointment appointment
                ? queue.isBehind(tenant, delivery, appointment)
                : Mono.just(false);
    }

    private Mono<Boolean> isOvertaken(TenantId tenant, Delivery delivery, CrmWrite write) {
        return write instanceof CrmWrite.ToDo todo
                ? toDos.isOver(tenant, todo)
                : queue.isOvertaken(tenant, delivery, write);
    }

    private Mono<Optional<HeldLead>> held(CrmTarget target) {
        return Mono.defer(
                () -> unitOfWork.run(target.tenant(), held(target.tenant(), target.lead())));
    }

    private Mono<Optional<HeldLead>> held(TenantId tenant, LeadId lead) {
        return assignments
                .open(tenant, List.of(lead))
                .flatMap(open ->
                        configurations
                                .current(tenant)
                                .map(snapshot ->
                                        open.getOrDefault(lead, List.of()).stream()
                                                .filter(Given::isHeld)
                                                .findFirst()
                                                .flatMap(given ->
                                                        snapshot.configuration()
                                                                .roster()
                                                                .rep(given.offer().rep())
                                                                .map(rep ->
                                                                        new HeldLead(
                                                                                given, rep)))));
    }

    private static ConnectionKey key(Delivery delivery) {
        return new ConnectionKey(delivery.address().value());
    }
}
