package io.leaddispatcher.application.pool;

import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.LeadNames;
import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.application.lead.port.LeadViews;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.paging.Cut;
import io.leaddispatcher.application.paging.PageLimit;
import io.leaddispatcher.application.pool.port.RepDecisions;
import io.leaddispatcher.application.pool.port.RepDecisions.Found;
import io.leaddispatcher.application.pool.port.RepDecisions.RepDecision;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Which leads a rep was given of those whose decisions looked at the rep, and why not the others.
 * Each decision is in one group, so that the groups add up. Empty when there is no such rep.
 */
@UseCase
public final class ShowRepDecisions {

    public static final int MOST_SHOWN = 200;

    /** Beyond so many the time is cut short, which the answer says. */
    static final int LOOKED_THROUGH = 10_000;

    private static final Duration USUAL = Duration.ofDays(30);

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final RepDecisions decisions;
    private final LeadViews leads;
    private final InstantSource clock;

    public ShowRepDecisions(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            RepDecisions decisions,
            LeadViews leads,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.decisions = decisions;
        this.leads = leads;
        this.clock = clock;
    }

    /**
     * @param from null: thirty days before the end
     * @param to is not part of it; null: until now
     * @param reason shows those alone that passed the rep over for it; null: shows all
     * @param after the run at which the page before ended; null for the first page
     */
    public record Query(
            Caller caller,
            RepKey rep,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String reason,
            @Nullable UUID after,
            int limit) {}

    /** How often the rep was passed over for a reason. */
    public record Group(String reason, long decisions) {}

    /**
     * What came of it.
     *
     * @param name of the rep
     * @param from from when on the decisions were looked through
     * @param whole whether that is all that was asked for
     * @param looked how many decisions looked at the rep
     * @param given of these, how many gave the rep the lead, or asked the rep with others
     * @param passedOver the rest, the largest group first
     * @param page newest first
     * @param leads what the leads of the page are called, as far as they may be named
     * @param rules what the rules are called, by their ids, as far as they are still there
     */
    public record View(
            String name,
            Instant from,
            Instant to,
            boolean whole,
            long looked,
            long given,
            List<Group> passedOver,
            Cut<RepDecision> page,
            Map<LeadId, String> leads,
            Map<String, String> rules) {

        public View {
            passedOver = List.copyOf(passedOver);
            leads = Map.copyOf(leads);
            rules = Map.copyOf(rules);
        }
    }

    /** Fails with {@link InvalidInputException} when the time has no beginning before its end. */
    public Mono<View> handle(Query query) {
        return Mono.defer(() -> {
            query.caller().require(Permission.VIEW_CONFIGURATION);
            query.caller().require(Permission.VIEW_LEADS);
            PageLimit.require(query.limit(), MOST_SHOWN);
            Instant to = Objects.requireNonNullElseGet(query.to(), clock::instant);
            Instant from = Objects.requireNonNullElseGet(query.from(), () -> to.minus(USUAL));
            if (!from.isBefore(to)) {
                throw new InvalidInputException("/from", OUT_OF_RANGE, "must be before 'to'");
            }
            return unitOfWork.run(
                    query.caller().tenant(),
                    configurations
                            .current(query.caller().tenant())
                            .flatMap(snapshot ->
                                    Mono.justOrEmpty(
                                                    snapshot.configuration()
                                                            .roster()
                                                            .rep(query.rep()))
                                            .flatMap(rep -> show(query, snapshot, rep, from, to))));
        });
    }

    private Mono<View> show(Query query, Snapshot snapshot, Rep rep, Instant from, Instant to) {
        return decisions
                .of(query.caller().tenant(), rep.key(), from, to, LOOKED_THROUGH)
                .map(found ->
                        seen(found, SensitiveMask.of(query.caller(), snapshot.configuration())))
                .flatMap(found -> {
                    Cut<RepDecision> page = page(query, found);
                    return named(query.caller(), snapshot, page)
                            .map(names ->
                                    view(
                                            rep,
                                            from,
                                            to,
                                            found,
                                            page,
                                            names,
                                            rules(snapshot.configuration())));
                });
    }

    /** Without those that tell what a lead says where that is hidden. */
    private static Found seen(Found found, SensitiveMask mask) {
        return new Found(
                found.decisions().stream()
                        .flatMap(one ->
                                mask.considered(one.considered()).stream()
                                        .map(told ->
                                                new RepDecision(
                                                        one.run(),
                                                        one.lead(),
                                                        one.at(),
                                                        one.cause(),
                                                        told)))
                        .toList(),
                found.until());
    }

    private static Cut<RepDecision> page(Query query, Found found) {
        UUID after = query.after();
        return Cut.of(
                found.decisions().stream()
                        .filter(one ->
                                query.reason() == null
                                        || query.reason().equals(one.considered().passedOver()))
                        // Ids are made in the order of time, and compared as such.
                        .filter(one ->
                                after == null
                                        || one.run().toString().compareTo(after.toString()) < 0)
                        .limit(query.limit() + 1L)
                        .toList(),
                query.limit());
    }

    private Mono<Map<LeadId, String>> named(
            Caller caller, Snapshot snapshot, Cut<RepDecision> page) {
        if (page.shown().isEmpty()) {
            return Mono.just(Map.of());
        }
        return leads.some(
                        caller.tenant(),
                        Sight.of(caller),
                        page.shown().stream()
                                .map(RepDecision::lead)
                                .collect(Collectors.toUnmodifiableSet()))
                .collectList()
                .map(rows -> LeadNames.of(rows, SensitiveMask.closed(snapshot.configuration())));
    }

    private static View view(
            Rep rep,
            Instant from,
            Instant to,
            Found found,
            Cut<RepDecision> page,
            Map<LeadId, String> names,
            Map<String, String> rules) {
        Map<String, Long> passedOver = new HashMap<>();
        for (RepDecision one : found.decisions()) {
            String reason = one.considered().passedOver();
            if (reason != null) {
                passedOver.merge(reason, 1L, Long::sum);
            }
        }
        return new View(
                rep.name(),
                found.until() == null ? from : found.until(),
                to,
                found.until() == null,
                found.decisions().size(),
                found.decisions().stream().filter(one -> one.considered().chosen()).count(),
                passedOver.entrySet().stream()
                        .map(each -> new Group(each.getKey(), each.getValue()))
                        .sorted(
                                Comparator.comparingLong(Group::decisions)
                                        .reversed()
                                        .thenComparing(Group::reason))
                        .toList(),
                page,
                names,
                rules);
    }

    private static Map<String, String> rules(RoutingConfiguration configuration) {
        Map<String, String> names = new HashMap<>();
        for (LeadKind kind : LeadKind.values()) {
            configuration
                    .policy(kind)
                    .ifPresent(published ->
                            published
                                    .policy()
                                    .everyRule()
                                    .forEach(rule -> names.putIfAbsent(rule.id(), rule.name())));
        }
        return names;
    }
}
