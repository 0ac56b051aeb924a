package io.leaddispatcher.application.work;

import static io.leaddispatcher.domain.document.Violation.Code.CONFLICT;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.application.routing.LeadTurn;
import io.leaddispatcher.application.routing.LeadTurns;
import io.leaddispatcher.application.routing.Parting;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.TellingFields;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Somebody has found one person twice: a lead becomes part of another, which goes on. The work on
 * the first ends and was no turn; whatever it was known by means the other from now on. The values
 * of the one that goes on win, and what it does not say is filled from the other.
 *
 * <p>The document says {@code into} which, and may say the {@code reason} and {@code was}: what was
 * seen of the two, {@code lead} and {@code into}, each a part of a lead as it is shown.
 */
@UseCase
public final class MergeLeads {

    public sealed interface Outcome {

        /** They are one, or were before. */
        record Merged(LeadId survivor) implements Outcome {}

        /** One of them cannot be acted on, as with any act. */
        record Refused(LeadId lead, ActOutcome why) implements Outcome {}

        /** One of them is part of another lead already. */
        record PartOfAnother(LeadId lead) implements Outcome {}

        /**
         * What was seen of them has changed meanwhile. Nothing has changed now.
         *
         * @param fields their paths, such as {@code into.contact.email}, in alphabetic order
         */
        record Overtaken(Set<String> fields) implements Outcome {}
    }

    /** What came of the turn. */
    private record Decided(Outcome outcome, @Nullable Joined joined) {

        static Decided only(Outcome outcome) {
            return new Decided(outcome, null);
        }
    }

    /**
     * What is still to be kept.
     *
     * @param filled the paths that the survivor has from the other
     */
    private record Joined(LeadId survivor, List<String> filled) {}

    private final LeadTurns turns;
    private final Leads leads;
    private final AuditTrail trail;
    private final InstantSource clock;

    public MergeLeads(LeadTurns turns, Leads leads, AuditTrail trail, InstantSource clock) {
        this.turns = turns;
        this.leads = leads;
        this.trail = trail;
        this.clock = clock;
    }

    /** Fails with {@link InvalidInputException} when something of it cannot be used. */
    public Mono<Outcome> handle(Act act) {
        return Mono.defer(() -> {
            WorkRight right = WorkRight.of(act.caller());
            Wish wish = Wish.read(act);
            return turns.both(
                            act.caller().tenant(),
                            act.lead(),
                            wish.into(),
                            (lead, into) -> decide(act, right, wish, lead, into),
                            decided -> keep(act, wish, decided.joined()))
                    .map(Decided::outcome)
                    .defaultIfEmpty(new Outcome.Refused(act.lead(), new ActOutcome.Unknown()));
        });
    }

    private static Decided decide(
            Act act, WorkRight right, Wish wish, LeadTurn lead, LeadTurn into) {
        for (LeadTurn turn : List.of(lead, into)) {
            if (!Acting.covers(right, turn)) {
                return Decided.only(
                        new Outcome.Refused(id(turn), Acting.refusal(act, turn, right)));
            }
        }
        if (lead.survivor().filter(id(into)::equals).isPresent()) {
            return Decided.only(new Outcome.Merged(id(into)));
        }
        for (LeadTurn turn : List.of(lead, into)) {
            if (turn.survivor().isPresent()) {
                return Decided.only(new Outcome.PartOfAnother(id(turn)));
            }
            if (turn.file().status() == LeadStatus.NEW) {
                return Decided.only(new Outcome.Refused(id(turn), new ActOutcome.NotRouted()));
            }
        }
        wish.refuseHidden(act, lead.configuration().fields());
        Set<String> overtaken = new TreeSet<>(Wish.overtaken("lead", wish.lead(), lead));
        overtaken.addAll(Wish.overtaken("into", wish.survivor(), into));
        return overtaken.isEmpty()
                ? new Decided(
                        new Outcome.Merged(id(into)),
                        new Joined(id(into), merge(act, wish, lead, into)))
                : Decided.only(new Outcome.Overtaken(overtaken));
    }

    private static List<String> merge(Act act, Wish wish, LeadTurn lead, LeadTurn into) {
        RepKey holder = Acting.holder(lead);
        var voice = act.voice(holder);
        lead.tell(CloseMerged.ENTRY, voice, story("into", id(into), wish));
        // What was closed for a reason of its own stays closed for it.
        if (lead.file().status() != LeadStatus.COMPLETED) {
            lead.complete(
                    new Parting(
                            AssignmentState.COMPLETED,
                            "it was merged with another lead",
                            Acting.told(act, holder, "It was merged with another lead."),
                            CloseMerged.NO_TURN,
                            voice));
        }
        Lead.Merged filled = into.file().lead().fill(lead.file().lead());
        List<String> changed = List.copyOf(filled.changed());
        into.tell("LEAD_TAKEN_IN", act.voice(Acting.holder(into)), story("lead", id(lead), wish));
        if (!changed.isEmpty()) {
            into.correct(filled.lead());
            into.tell(
                    "LEAD_UPDATED",
                    act.voice(Acting.holder(into)),
                    Map.of("source", act.channel(), "changed", changed));
        }
        return changed;
    }

    private static Map<String, Object> story(String name, LeadId other, Wish wish) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put(name, other.toString());
        detail.put("byHand", true);
        if (wish.reason() != null) {
            detail.put("reason", wish.reason());
        }
        return detail;
    }

    private static LeadId id(LeadTurn turn) {
        return turn.file().lead().id();
    }

    private Mono<Void> keep(Act act, Wish wish, @Nullable Joined joined) {
        if (joined == null) {
            return Mono.empty();
        }
        TenantId tenant = act.caller().tenant();
        return leads.merge(tenant, joined.survivor(), List.of(act.lead()), clock.instant())
                .then(
                        Mono.defer(() ->
                                trail.append(
                                        tenant,
                                        AuditEntry.by(
                                                act.caller().actor(),
                                                AuditAction.LEAD_MERGED,
                                                "lead:" + act.lead(),
                                                detail(wish, joined)))));
    }

    private static Map<String, Object> detail(Wish wish, Joined joined) {
        return Map.of("into", wish.into().toString(), "fields", joined.filled());
    }

    /**
     * What is said.
     *
     * @param lead by path, what was seen of the one that ends; null where there was nothing
     * @param survivor likewise of the one that goes on
     */
    private record Wish(
            LeadId into,
            @Nullable String reason,
            Map<String, @Nullable Object> lead,
            Map<String, @Nullable Object> survivor) {

        private static final String STATUS = "status";
        private static final String HOLDER = "assignment.repKey";

        static Wish read(Act act) {
            ActBody body = new ActBody(act.document());
            LeadId into =
                    body.document()
                            .requiredProperty("into")
                            .flatMap(part ->
                                    part.parsed(
                                            "must be the id of a lead",
                                            text -> new LeadId(UUID.fromString(text))))
                            .orElse(act.lead());
            Map<String, @Nullable Object> lead = new LinkedHashMap<>();
            Map<String, @Nullable Object> survivor = new LinkedHashMap<>();
            body.document()
                    .property("was")
                    .filter(Part::requireObject)
                    .ifPresent(was -> {
                        was.property("lead").ifPresent(part -> flat(part, lead));
                        was.property("into").ifPresent(part -> flat(part, survivor));
                        was.refuseUnknown();
                    });
            Wish wish = new Wish(into, body.reasonIfAny(), lead, survivor);
            body.finish();
            if (into.equals(act.lead())) {
                throw new InvalidInputException("/into", CONFLICT, "it is the same lead");
            }
            return wish;
        }

        private static void flat(Part seen, Map<String, @Nullable Object> into) {
            if (seen.requireObject() && seen.value() instanceof Map<?, ?> all) {
                all.forEach((section, properties) -> {
                    if (properties instanceof Map<?, ?> named) {
                        named.forEach((name, value) -> into.put(section + "." + name, value));
                    } else {
                        into.put(String.valueOf(section), properties);
                    }
                });
            }
        }

        /** What was seen of it is compared with what is there: that may not tell what is hidden. */
        void refuseHidden(Act act, FieldCatalogue fields) {
            Set<String> named = new TreeSet<>(lead.keySet());
            named.addAll(survivor.keySet());
            if (named.stream().anyMatch(path -> isHidden(path, fields))) {
                act.caller()
                        .require(
                                Permission.ADMINISTER, "Only an admin may ask for what is hidden.");
            }
        }

        private static boolean isHidden(String path, FieldCatalogue fields) {
            return fields.isSensitive(path)
                    || (path.equals(TellingFields.DOMAIN)
                            && fields.isSensitive(TellingFields.EMAIL));
        }

        /** What is there by now is not what was seen. */
        static Set<String> overtaken(
                String which, Map<String, @Nullable Object> was, LeadTurn turn) {
            Set<String> overtaken = new TreeSet<>();
            was.forEach((path, seen) -> {
                if (!Seen.spelled(seen).equals(Seen.spelled(there(path, turn)))) {
                    overtaken.add(which + "." + path);
                }
            });
            return overtaken;
        }

        private static @Nullable Object there(String path, LeadTurn turn) {
            return switch (path) {
                case STATUS -> turn.file().status();
                case HOLDER -> Acting.holder(turn);
                default ->
                        turn.file()
                                .lead()
                                .value(path)
                                .<Object>map(value -> value.plain())
                                .orElse(null);
            };
        }
    }
}
