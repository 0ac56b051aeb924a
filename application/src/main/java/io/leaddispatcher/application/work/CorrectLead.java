package io.leaddispatcher.application.work;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.Disclosures;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.LeadTurns;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadReader;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.TellingFields;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Somebody says what a lead is really like. It stays where it is and with whoever has it: where it
 * should go is another question, which {@link RerouteLead} answers.
 *
 * <p>The document is a part of a lead body, in which {@code null} takes a value away; {@code was},
 * of the same shape, what whoever corrects it has seen there, for of two who correct one value the
 * second has to look again; {@code reason}; and {@code rep} when it is done on somebody's behalf.
 */
@UseCase
public final class CorrectLead {

    public sealed interface Outcome {

        /** It is as it was said, or was before. */
        record Corrected() implements Outcome {}

        /** It cannot be acted on, as with any act. */
        record Refused(ActOutcome why) implements Outcome {}

        /**
         * Another lead has the address already: the two would be one. Nothing has changed.
         *
         * @param other null when whoever corrects may not see it
         */
        record OfAnother(@Nullable LeadId other) implements Outcome {}

        /**
         * What was to be corrected has changed meanwhile. Nothing has changed now.
         *
         * @param fields their paths, in alphabetic order
         */
        record Overtaken(Set<String> fields) implements Outcome {}
    }

    /** What somebody else is known by already. */
    private static final class OfAnotherException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient LeadId other;

        OfAnotherException(LeadId other) {
            super("lead %s has the address".formatted(other));
            this.other = other;
        }
    }

    /**
     * What was taken before the turn is not what came of it, and goes back.
     *
     * <p>The outcome is null when it is to be done once more.
     */
    private static final class TakenInVainException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient @Nullable Outcome outcome;

        TakenInVainException(@Nullable Outcome outcome) {
            super("what the lead was to be known by was not needed");
            this.outcome = outcome;
        }
    }

    /** What came of the turn, and what is still to be kept; null: nothing. */
    private record Decided(Outcome outcome, @Nullable Change change) {

        static Decided only(Outcome outcome) {
            return new Decided(outcome, null);
        }

        static Decided refused(ActOutcome why) {
            return only(new Outcome.Refused(why));
        }
    }

    private record Change(Lead before, Lead after, List<String> fields) {}

    private final LeadTurns turns;
    private final Leads leads;
    private final LeadViews views;
    private final Disclosures disclosures;
    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public CorrectLead(
            LeadTurns turns,
            Leads leads,
            LeadViews views,
            Disclosures disclosures,
            AuditTrail trail,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.turns = turns;
        this.leads = leads;
        this.views = views;
        this.disclosures = disclosures;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when something of it cannot be used. */
    public Mono<Outcome> handle(Act act) {
        return Mono.defer(() -> {
            WorkRight right = WorkRight.of(act.caller());
            TenantId tenant = act.caller().tenant();
            AtomicReference<Optional<Identity>> taken = new AtomicReference<>(Optional.empty());
            return isOpened(act)
                    .flatMap(opened ->
                            turns.act(
                                    tenant,
                                    act.lead(),
                                    (lead, fields) -> take(act, lead, fields, taken),
                                    turn -> decide(act, turn, right, opened),
                                    decided -> keep(act, decided, taken.get().orElse(null))))
                    .map(Decided::outcome)
                    .defaultIfEmpty(new Outcome.Refused(new ActOutcome.Unknown()))
                    .onErrorResume(
                            TakenInVainException.class,
                            vain -> vain.outcome == null ? handle(act) : Mono.just(vain.outcome))
                    .onErrorResume(OfAnotherException.class, other -> ofAnother(act, other.other));
        });
    }

    /** Whoever takes in an event has what its lead is known by, and may wait for the turn then. */
    private Mono<Void> take(
            Act act, Lead lead, FieldCatalogue fields, AtomicReference<Optional<Identity>> taken) {
        return Mono.defer(() -> {
            Identity before = lead.identity();
            Identity after = identityAfter(act, lead, fields);
            if (after.equals(before)) {
                return Mono.empty();
            }
            taken.set(Optional.of(after));
            return leads.holdToRename(act.caller().tenant(), act.lead(), before, after);
        });
    }

    /** What is wrong with it is said in the turn. */
    private static Identity identityAfter(Act act, Lead lead, FieldCatalogue fields) {
        try {
            return corrected(lead, Said.read(act.document()), fields).lead().identity();
        } catch (InvalidInputException wrong) {
            return lead.identity();
        }
    }

    /** Whether what is sensitive of the lead is open to a member who may not see it otherwise. */
    private Mono<Boolean> isOpened(Act act) {
        return act.caller().actor() instanceof Actor.Member(var member, _, _)
                ? unitOfWork.run(
                        act.caller().tenant(),
                        disclosures
                                .latest(act.caller().tenant(), member, act.lead())
                                .map(each -> each.isOpenAt(clock.instant()))
                                .defaultIfEmpty(false))
                : Mono.just(false);
    }

    private static Decided decide(Act act, LeadTurn turn, WorkRight right, boolean opened) {
        RepKey holder = Acting.holder(turn);
        if (!Acting.covers(right, turn)) {
            return Decided.refused(Acting.refusal(act, turn, right));
        }
        if (turn.survivor().isPresent()) {
            return Decided.refused(new ActOutcome.PartOfAnother());
        }
        if (turn.file().status() == LeadStatus.NEW) {
            return Decided.refused(new ActOutcome.NotRouted());
        }
        Said said = Said.read(act.document());
        if (said.onBehalfOf() != null && !said.onBehalfOf().equals(holder)) {
            return Decided.refused(new ActOutcome.HeldByAnother(holder));
        }
        FieldCatalogue fields = turn.configuration().fields();
        if (!opened && said.paths().stream().anyMatch(path -> isHidden(path, fields))) {
            act.caller().require(Permission.ADMINISTER, "Only an admin may change what is hidden.");
        }
        Lead lead = turn.file().lead();
        Lead.Merged corrected = corrected(lead, said, fields);
        Set<String> overtaken = said.overtaken(lead);
        if (!overtaken.isEmpty()) {
            return Decided.only(new Outcome.Overtaken(overtaken));
        }
        if (corrected.changed().isEmpty()) {
            return Decided.only(new Outcome.Corrected());
        }
        List<String> changed = List.copyOf(corrected.changed());
        turn.correct(corrected.lead());
        turn.tell("LEAD_UPDATED", act.voice(holder), story(act, said, changed));
        return new Decided(new Outcome.Corrected(), new Change(lead, corrected.lead(), changed));
    }

    /** Also what an address that is hidden would tell. */
    private static boolean isHidden(String path, FieldCatalogue fields) {
        return fields.isSensitive(path)
                || (path.equals(TellingFields.DOMAIN) && fields.isSensitive(TellingFields.EMAIL));
    }

    private static Lead.Merged corrected(Lead lead, Said said, FieldCatalogue fields) {
        Violations violations = new Violations();
        var corrected =
                new LeadReader(key -> fields.typeOf("custom." + key), fields.requiredForRouting())
                        .correct(lead, Part.root(said.values(), violations));
        violations.refuseIfAny();
        return corrected.orElseThrow();
    }

    /** Which fields, and not what they say. */
    private static Map<String, Object> story(Act act, Said said, List<String> changed) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("source", act.channel());
        detail.put("changed", changed);
        detail.put("corrected", true);
        if (said.reason() != null) {
            detail.put("reason", said.reason());
        }
        return detail;
    }

    /**
     * @param taken by what the lead is known by now; null: by what it was known by before
     */
    private Mono<Void> keep(Act act, Decided decided, @Nullable Identity taken) {
        Change change = decided.change();
        if (change == null) {
            return taken == null
                    ? Mono.empty()
                    : Mono.error(new TakenInVainException(decided.outcome()));
        }
        if (taken != null && !taken.equals(change.after().identity())) {
            return Mono.error(new TakenInVainException(null));
        }
        TenantId tenant = act.caller().tenant();
        return leads.rename(
                        tenant, act.lead(), change.before().identity(), change.after().identity())
                .flatMap(other -> Mono.<Void>error(new OfAnotherException(other)))
                .then(
                        Mono.defer(() ->
                                trail.append(
                                        tenant,
                                        AuditEntry.by(
                                                act.caller().actor(),
                                                AuditAction.LEAD_CORRECTED,
                                                "lead:" + act.lead(),
                                                Map.of("fields", change.fields())))));
    }

    private Mono<Outcome> ofAnother(Act act, LeadId other) {
        TenantId tenant = act.caller().tenant();
        return unitOfWork.run(
                tenant,
                views.some(tenant, Sight.of(act.caller()), Set.of(other))
                        .hasElements()
                        .map(seen -> new Outcome.OfAnother(seen ? other : null)));
    }

    /**
     * What is said.
     *
     * @param values by section, as they are to be
     * @param was by path, what was seen there; null where there was nothing
     * @param paths of all that is named
     */
    private record Said(
            @Nullable RepKey onBehalfOf,
            @Nullable String reason,
            Map<String, ?> values,
            Map<String, @Nullable Object> was,
            Set<String> paths) {

        private static final Set<String> OTHERS = Set.of("rep", "reason", "was");

        static Said read(Map<String, ?> document) {
            ActBody body = new ActBody(document);
            Map<String, Object> values = new LinkedHashMap<>();
            document.forEach((name, value) -> {
                if (!OTHERS.contains(name)) {
                    body.document().ignore(name);
                    if (value != null) {
                        values.put(name, value);
                    }
                }
            });
            Map<String, @Nullable Object> was =
                    body.document()
                            .property("was")
                            .filter(Part::requireObject)
                            .map(part -> flat(part.value()))
                            .orElseGet(Map::of);
            Set<String> paths = new TreeSet<>(flat(values).keySet());
            paths.addAll(was.keySet());
            Said said = new Said(body.rep(), body.reasonIfAny(), values, was, paths);
            body.finish();
            return said;
        }

        private static Map<String, @Nullable Object> flat(@Nullable Object sections) {
            Map<String, @Nullable Object> flat = new LinkedHashMap<>();
            if (sections instanceof Map<?, ?> all) {
                all.forEach((section, properties) -> {
                    if (properties instanceof Map<?, ?> named) {
                        named.forEach((name, value) -> flat.put(section + "." + name, value));
                    }
                });
            }
            return flat;
        }

        /** What is there by now is not what was seen. */
        Set<String> overtaken(Lead lead) {
            Set<String> overtaken = new TreeSet<>();
            was.forEach((path, seen) -> {
                Object there = lead.value(path).<Object>map(value -> value.plain()).orElse(null);
                if (!Seen.spelled(seen).equals(Seen.spelled(there))) {
                    overtaken.add(path);
                }
            });
            return overtaken;
        }
    }
}
