package io.leaddispatcher.application.lead;

import io.leaddispatcher.application.lead.Absence.Why;
import io.leaddispatcher.application.lead.Blocker.Deadline;
import io.leaddispatcher.application.lead.Blocker.Deadline.Then;
import io.leaddispatcher.application.lead.Blocker.Deadline.What;
import io.leaddispatcher.application.lead.port.LeadViews.Detail;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.policy.Offer;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.queue.QueueKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what a lead waits for: its state, the clocks that run, and what the policy does when their
 * time is over.
 *
 * @param policy by which leads of its kind go; null when there is none
 * @param absence of whoever has it; null when they are there, or nobody has it
 */
record Blockers(Detail detail, @Nullable Policy policy, @Nullable Absence absence, Instant now) {

    private static final String ESCALATION = "ESCALATION";
    private static final String MAIL_TO_LEAD = "lead";
    private static final Set<String> FOR_PEOPLE =
            Stream.of(Channel.values())
                    .filter(Channel::isForPeople)
                    .map(Channel::name)
                    .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> MOVES = Set.of("REASSIGN", "QUEUE");
    private static final Set<String> TO_DO = Set.of("FIRST_ACTION", "FOLLOW_UP");

    /**
     * Null when it waits for nothing.
     *
     * @param opening when somebody can be there for it where it waits; null when no clock tells
     */
    @Nullable Blocker of(@Nullable Opening opening) {
        return switch (detail.row().status()) {
            case NEW -> new Blocker.Routing();
            case QUEUED ->
                    new Blocker.Queue(
                            String.valueOf(detail.row().queueKey()),
                            queue(String.valueOf(detail.row().queueKey())),
                            String.valueOf(
                                    Objects.requireNonNullElse(
                                            detail.row().document().get("waitsFor"),
                                            "nobody has taken it yet")),
                            opening,
                            time(detail.row().document(), "nextRingAt")
                                    .filter(now::isBefore)
                                    .orElse(null));
            case ASSIGNED -> assigned();
            case REJECTED, COMPLETED -> null;
        };
    }

    private @Nullable Blocker assigned() {
        List<Map<String, Object>> toPeople =
                detail.deliveries().stream().filter(Blockers::tellsWhoWorksHere).toList();
        boolean undeliverable =
                !toPeople.isEmpty()
                        && toPeople.stream()
                                .allMatch(delivery -> "DEAD".equals(delivery.get("status")));
        if (undeliverable) {
            return new Blocker.Undeliverable();
        }
        if (isUntold(toPeople)) {
            return new Blocker.Untold(
                    toPeople.stream()
                            .flatMap(each -> time(each, "nextAttemptAt").stream())
                            .filter(now::isBefore)
                            .min(Comparator.naturalOrder())
                            .orElse(null));
        }
        Map<String, Object> offer =
                detail.assignments().stream()
                        .filter(assignment -> "OFFERED".equals(assignment.get("state")))
                        .findFirst()
                        .orElse(null);
        if (offer != null) {
            Deadline deadline = ofOffer(offer);
            String rep = detail.row().repKey();
            String pool = offer.get("poolKey") instanceof String key ? key : null;
            return rep == null ? new Blocker.FirstRep(pool, deadline) : of(rep, deadline);
        }
        return absence != null && absence.why() == Why.INACTIVE ? gone(absence) : toDo();
    }

    private Blocker of(String rep, @Nullable Deadline deadline) {
        String name = name("rep/" + rep);
        return absence == null
                ? new Blocker.Rep(rep, name, deadline)
                : new Blocker.Absent(rep, name, absence, deadline);
    }

    /** Whoever has it will never do anything about it, whether or not it has to be done. */
    private Blocker gone(Absence absence) {
        String rep = String.valueOf(detail.row().repKey());
        return new Blocker.Absent(rep, name("rep/" + rep), absence, null);
    }

    /** Whether all that was tried has failed so far, and some of it is tried again. */
    private static boolean isUntold(List<Map<String, Object>> toPeople) {
        Set<Object> states = new HashSet<>();
        toPeople.forEach(each -> states.add(String.valueOf(each.get("status"))));
        return states.contains("RETRYING") && Set.of("RETRYING", "DEAD").containsAll(states);
    }

    /** What programs read, and what the lead reads, tells nobody here of it. */
    private static boolean tellsWhoWorksHere(Map<String, Object> delivery) {
        return FOR_PEOPLE.contains(String.valueOf(delivery.get("channel")))
                && !MAIL_TO_LEAD.equals(delivery.get("recipient"));
    }

    /** What comes first takes it away: that the offer lapses, or a step of the policy's clock. */
    private @Nullable Deadline ofOffer(Map<String, Object> offer) {
        Deadline lapse =
                time(offer, "expiresAt")
                        .filter(now::isBefore)
                        .map(at -> lapse(at, offer))
                        .orElse(null);
        Deadline step =
                clocks().filter(clock -> "ACCEPTED".equals(clock.get("target")))
                        .flatMap(clock -> Stream.ofNullable(ofClock(clock, offer)))
                        .findFirst()
                        .orElse(null);
        return Stream.of(Optional.ofNullable(lapse), Optional.ofNullable(step))
                .flatMap(Optional::stream)
                .min(Comparator.comparing(Deadline::at))
                .orElse(null);
    }

    private Deadline lapse(Instant at, Map<String, Object> offer) {
        Offer terms =
                rule().flatMap(rule -> by().map(policy -> policy.offerOf(rule)))
                        .orElse(Offer.DEFAULT);
        return hops() < terms.maxHops()
                ? passedOn(What.OFFER, at, offer)
                : new Deadline(
                        What.OFFER,
                        at,
                        Then.QUEUE,
                        queue(by().map(Policy::fallback).orElse(QueueKey.FALLBACK).value()));
    }

    /** When all of a pool were asked at once, nobody of it is next. */
    private Deadline passedOn(What what, Instant at, Map<String, Object> offer) {
        return offer.get("poolKey") instanceof String pool
                        && !Boolean.TRUE.equals(offer.get("broadcast"))
                ? new Deadline(what, at, Then.NEXT_OF_POOL, name("pool/" + pool))
                : new Deadline(what, at, Then.DECIDED_AGAIN, null);
    }

    /** The first step that takes the lead away, else the end of its time. Null: neither comes. */
    private @Nullable Deadline ofClock(Map<String, Object> clock, Map<String, Object> offer) {
        Deadline moves =
                steps(clock).stream()
                        .filter(step -> MOVES.contains(String.valueOf(step.get("do"))))
                        .flatMap(step ->
                                time(step, "dueAt").filter(now::isBefore).stream()
                                        .map(at -> step(step, at, clock, offer)))
                        .findFirst()
                        .orElse(null);
        return moves != null
                ? moves
                : time(clock, "dueAt")
                        .filter(now::isBefore)
                        .map(at -> new Deadline(What.TARGET, at, atTheEnd(clock), null))
                        .orElse(null);
    }

    private Deadline step(
            Map<String, Object> step,
            Instant at,
            Map<String, Object> clock,
            Map<String, Object> offer) {
        if ("QUEUE".equals(step.get("do"))) {
            QueueKey queue =
                    rule().flatMap(Rule::queue)
                            .or(() -> by().map(Policy::fallback))
                            .orElse(QueueKey.FALLBACK);
            return new Deadline(What.TARGET, at, Then.QUEUE, queue(queue.value()));
        }
        boolean often = clock.get("maxHops") instanceof Number most && hops() >= most.intValue();
        return often
                ? new Deadline(What.TARGET, at, Then.MANAGER, null)
                : passedOn(What.TARGET, at, offer);
    }

    private static Then atTheEnd(Map<String, Object> clock) {
        return steps(clock).stream().anyMatch(step -> "NOTIFY_MANAGER".equals(step.get("do")))
                ? Then.MANAGER
                : Then.LATE;
    }

    /** Of whoever has accepted it; null when no policy says that anything has to be done. */
    private @Nullable Blocker toDo() {
        return clocks().filter(clock -> TO_DO.contains(String.valueOf(clock.get("target"))))
                .findFirst()
                .map(clock -> {
                    Instant late =
                            "BREACHED".equals(clock.get("state"))
                                    ? time(clock, "dueAt").orElse(null)
                                    : null;
                    String rep = String.valueOf(detail.row().repKey());
                    Deadline deadline = ofClock(clock, present());
                    // Who is late is late, wherever they are.
                    return absence == null || late != null
                            ? new Blocker.Action(rep, name("rep/" + rep), deadline, late)
                            : new Blocker.Absent(rep, name("rep/" + rep), absence, deadline);
                })
                .orElse(null);
    }

    private Map<String, Object> present() {
        return detail.assignments().stream()
                .filter(assignment -> "ACCEPTED".equals(assignment.get("state")))
                .findFirst()
                .orElse(Map.of());
    }

    /** Those that run, what is due first before the others. */
    private Stream<Map<String, Object>> clocks() {
        return detail.clocks().stream()
                .filter(clock -> !Boolean.TRUE.equals(clock.get("paused")))
                .filter(clock -> Boolean.TRUE.equals(clock.get("live")));
    }

    private static List<Map<String, Object>> steps(Map<String, Object> clock) {
        return clock.get("steps") instanceof List<?> steps
                ? steps.stream().flatMap(step -> map(step).stream()).toList()
                : List.of();
    }

    private static Optional<Map<String, Object>> map(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> found)) {
            return Optional.empty();
        }
        Map<String, Object> map = new HashMap<>();
        found.forEach((name, each) -> {
            if (each != null) {
                map.put(String.valueOf(name), each);
            }
        });
        return Optional.of(map);
    }

    /** How often it has been passed on since it was last decided for another reason. */
    private int hops() {
        int hops = 0;
        for (Map<String, Object> run : detail.runs().reversed()) {
            if (!ESCALATION.equals(run.get("cause"))) {
                break;
            }
            hops++;
        }
        return hops;
    }

    private Optional<Policy> by() {
        return Optional.ofNullable(policy);
    }

    private Optional<Rule> rule() {
        return detail.row().document().get("ruleId") instanceof String rule
                ? by().flatMap(policy -> policy.rule(rule))
                : Optional.empty();
    }

    private static Optional<Instant> time(Map<String, Object> document, String name) {
        return document.get(name) instanceof String text
                ? Optional.of(OffsetDateTime.parse(text).toInstant())
                : Optional.empty();
    }

    private String queue(String key) {
        return name("queue/" + key);
    }

    private String name(String key) {
        return detail.names().getOrDefault(key, key.substring(key.indexOf('/') + 1));
    }
}
