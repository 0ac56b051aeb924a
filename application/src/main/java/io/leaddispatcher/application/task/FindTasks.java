package io.leaddispatcher.application.task;

import static java.util.Comparator.comparing;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.assignment.WorkRight;
import io.leaddispatcher.application.lead.LeadNames;
import io.leaddispatcher.application.lead.LocalTimes;
import io.leaddispatcher.application.lead.Reachable;
import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.paging.Cut;
import io.leaddispatcher.application.paging.PageLimit;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.task.port.TaskViews;
import io.leaddispatcher.application.task.port.TaskViews.Filter;
import io.leaddispatcher.application.task.port.TaskViews.Position;
import io.leaddispatcher.application.task.port.TaskViews.Row;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Team;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The tasks of a rep, of a team, or of everybody, with the leads that they are about. Who may see
 * their own leads only sees their own tasks, whatever they ask for.
 */
@UseCase
public final class FindTasks {

    /** Whose: one's own. */
    public static final String MINE = "mine";

    /** Whose: those of everybody. */
    public static final String ALL = "all";

    private static final int MOST = 200;
    private static final String TEAM = "team:";

    /**
     * @param whose {@link #MINE}, {@link #ALL} or {@code team:…}; null, or one that the caller has
     *     not got: the first that there is
     * @param open those to be done; else those that are done
     * @param after where the page before ended; null: from the beginning
     */
    public record Query(
            Caller caller,
            @Nullable String whose,
            boolean open,
            @Nullable Position after,
            int limit) {}

    /**
     * @param name of the person; null when it is not known or may not be told
     * @param company likewise
     * @param overdue it should have been done by now
     * @param mine whether it is the caller's own
     * @param mayComplete whether the caller may say that it is done
     * @param reach how to speak with them
     */
    public record Line(
            Tasks task,
            @Nullable String name,
            @Nullable String company,
            String rep,
            boolean overdue,
            boolean mine,
            boolean mayComplete,
            Reachable reach) {

        /** What is kept of it. */
        public record Tasks(
                String id, String lead, String type, Instant dueAt, @Nullable Instant endedAt) {}
    }

    /**
     * Whose tasks the caller may ask for.
     *
     * @param name of a team; empty where {@code key} says it all
     */
    public record Whose(String key, String name) {}

    /**
     * @param whose whose they are
     * @param choices whose they could be, at least one
     * @param zone by whose clocks the caller reads times
     * @param next where the page ends; null on the last page
     */
    public record Page(
            List<Line> items,
            String whose,
            List<Whose> choices,
            ZoneId zone,
            @Nullable Position next) {
        public Page {
            items = List.copyOf(items);
            choices = List.copyOf(choices);
        }
    }

    private final UnitOfWork unitOfWork;
    private final RoutingConfigurations configurations;
    private final TaskViews tasks;
    private final InstantSource clock;

    public FindTasks(
            UnitOfWork unitOfWork,
            RoutingConfigurations configurations,
            TaskViews tasks,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
        this.tasks = tasks;
        this.clock = clock;
    }

    public Mono<Page> handle(Query query) {
        return Mono.defer(() -> {
            Sight sight = Sight.of(query.caller());
            PageLimit.require(query.limit(), MOST);
            return unitOfWork.run(
                    query.caller().tenant(),
                    configurations
                            .current(query.caller().tenant())
                            .flatMap(snapshot -> find(query, sight, snapshot)));
        });
    }

    private Mono<Page> find(Query query, Sight sight, Snapshot snapshot) {
        Roster roster = snapshot.configuration().roster();
        RepKey me = query.caller().actor().ownRep().map(RepKey::new).orElse(null);
        List<Whose> choices = choices(sight, me, roster);
        String whose =
                choices.stream()
                        .map(Whose::key)
                        .filter(key -> key.equals(query.whose()))
                        .findFirst()
                        // One's own first; whoever has none looks at everybody's.
                        .orElse(me == null && sight instanceof Sight.All ? ALL : MINE);
        return tasks.page(
                        query.caller().tenant(),
                        new Filter(reps(whose, me, roster), query.open()),
                        query.after(),
                        query.limit() + 1)
                .collectList()
                .map(found -> Cut.of(found, query.limit()))
                .map(rows ->
                        new Page(
                                rows.shown().stream()
                                        .map(row -> line(query, row, me, snapshot))
                                        .toList(),
                                whose,
                                choices,
                                LocalTimes.zone(
                                        query.caller().actor().ownRep().orElse(null),
                                        snapshot.configuration()),
                                rows.next(last -> position(last, query.open()))));
    }

    /** A manager has the teams that the manager looks after, an admin all of them. */
    private static List<Whose> choices(Sight sight, @Nullable RepKey me, Roster roster) {
        List<Whose> choices = new ArrayList<>();
        if (me != null || !(sight instanceof Sight.All)) {
            choices.add(new Whose(MINE, ""));
        }
        if (sight instanceof Sight.All) {
            List<Team> own =
                    roster.teams().stream()
                            .filter(team -> me != null && me.equals(team.manager()))
                            .toList();
            (own.isEmpty() ? roster.teams() : own)
                    .stream()
                            .sorted(comparing(Team::name).thenComparing(team -> team.key().value()))
                            .forEach(
                                    team -> choices.add(new Whose(TEAM + team.key(), team.name())));
            choices.add(new Whose(ALL, ""));
        }
        return choices;
    }

    private static @Nullable Set<RepKey> reps(String whose, @Nullable RepKey me, Roster roster) {
        if (whose.equals(ALL)) {
            return null;
        }
        if (whose.equals(MINE)) {
            return me == null ? Set.of() : Set.of(me);
        }
        return roster.teams().stream()
                .filter(team -> whose.equals(TEAM + team.key()))
                .findFirst()
                .map(Team::members)
                .map(Set::copyOf)
                .orElse(Set.of());
    }

    private Line line(Query query, Row row, @Nullable RepKey me, Snapshot snapshot) {
        SensitiveMask mask = SensitiveMask.closed(snapshot.configuration());
        var kept = row.task();
        RepKey rep = kept.task().rep();
        boolean mine = rep.equals(me);
        boolean open = kept.endedAt() == null;
        return new Line(
                new Line.Tasks(
                        kept.task().id().toString(),
                        kept.task().lead().toString(),
                        kept.task().type().name(),
                        kept.task().dueAt(),
                        kept.endedAt()),
                LeadNames.person(row.lead(), mask),
                mask.text("company.name", row.lead().company()),
                snapshot.configuration().roster().rep(rep).map(Rep::name).orElse(rep.value()),
                open && kept.task().dueAt().isBefore(clock.instant()),
                mine,
                open
                        && WorkRight.of(query.caller().actor())
                                .covers(rep, snapshot.configuration().roster()),
                Reachable.of(row.lead(), mask));
    }

    private static Position position(Row last, boolean open) {
        var kept = last.task();
        return new Position(
                open || kept.endedAt() == null ? kept.task().dueAt() : kept.endedAt(),
                kept.task().id());
    }
}
