package io.leaddispatcher.domain.roster;

import static com.google.common.collect.ImmutableListMultimap.flatteningToImmutableListMultimap;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import com.google.common.collect.Maps;
import io.leaddispatcher.domain.notice.Way;
import io.leaddispatcher.domain.roster.Schedule.Shift;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reps and teams of a workspace as they are at one moment.
 *
 * <p>A rep's hours are the rep's own, by the clocks of the rep's zone. A rep without any works the
 * hours of the teams that have some, each by the clocks of the team's zone, and always when no team
 * has any. The holidays of every team of a rep count. A zone that was left out is the other's (of
 * the rep for the team, of the first team by key for the rep), or else the workspace's.
 */
public final class Roster {

    private final ImmutableMap<RepKey, Rep> reps;
    private final ImmutableMap<String, Rep> byEmail;
    private final ImmutableMap<TeamKey, Team> teams;
    private final ImmutableListMultimap<RepKey, Team> teamsOf;
    private final ImmutableMap<RepKey, Schedule> schedules;
    private final ImmutableMap<TeamKey, Schedule> teamSchedules;
    private final ImmutableMap<RepKey, ZoneId> zones;
    private final ZoneId workspaceZone;
    private final boolean asksForDevices;
    private final ImmutableSet<RepKey> limitedByKind;

    public Roster(Collection<Rep> reps, Collection<Team> teams, ZoneId workspaceZone) {
        this.workspaceZone = workspaceZone;
        this.reps = reps.stream().collect(toImmutableMap(Rep::key, Function.identity()));
        // Of several with one address those count who work here, and the first key.
        this.byEmail =
                this.reps.values().stream()
                        .sorted(
                                Comparator.comparing((Rep rep) -> !rep.active())
                                        .thenComparing(rep -> rep.key().value()))
                        .collect(
                                toImmutableMap(
                                        rep -> rep.email().toLowerCase(Locale.ROOT),
                                        Function.identity(),
                                        (first, _) -> first));
        this.teams =
                ImmutableMap.copyOf(ImmutableSortedMap.copyOf(Maps.uniqueIndex(teams, Team::key)));
        this.teamsOf =
                this.teams.values().stream()
                        .collect(
                                flatteningToImmutableListMultimap(
                                        Function.identity(), team -> team.members().stream()))
                        .inverse();
        this.zones = ImmutableMap.copyOf(Maps.transformValues(this.reps, this::zone));
        Interner<Schedule> shared = Interners.newStrongInterner();
        this.schedules =
                ImmutableMap.copyOf(
                        Maps.transformValues(this.reps, rep -> shared.intern(schedule(rep))));
        this.asksForDevices =
                this.reps.values().stream().anyMatch(rep -> rep.notifications().asksFor(Way.PUSH));
        this.limitedByKind =
                this.reps.values().stream()
                        .filter(rep -> !rep.capacity().perKind().isEmpty())
                        .map(Rep::key)
                        .collect(toImmutableSet());
        this.teamSchedules = ImmutableMap.copyOf(Maps.transformValues(this.teams, this::schedule));
    }

    /** Those who have limits for leads of one kind. */
    public ImmutableSet<RepKey> limitedByKind() {
        return limitedByKind;
    }

    /** Whether somebody wants to be told of something on a device. */
    public boolean asksForDevices() {
        return asksForDevices;
    }

    public Optional<Rep> rep(RepKey key) {
        return Optional.ofNullable(reps.get(key));
    }

    /** Whose e-mail address this is, however it is written. */
    public Optional<Rep> repOf(String email) {
        return Optional.ofNullable(byEmail.get(email.strip().toLowerCase(Locale.ROOT)));
    }

    public Collection<Rep> reps() {
        return reps.values();
    }

    public Optional<Team> team(TeamKey key) {
        return Optional.ofNullable(teams.get(key));
    }

    /** In the order of their keys. */
    public Collection<Team> teams() {
        return teams.values();
    }

    /** In the order of their keys. */
    public List<Team> teamsOf(RepKey rep) {
        return teamsOf.get(rep);
    }

    /** Whether the member is in a team of the rep's. */
    public boolean isTeamMate(RepKey member, RepKey rep) {
        return teamsOf(member).stream().anyMatch(team -> team.isOf(rep));
    }

    /** When the rep works. The roster must hold the rep. */
    public Schedule scheduleOf(RepKey rep) {
        Schedule schedule = schedules.get(rep);
        if (schedule == null) {
            throw new IllegalArgumentException("the roster holds no rep '%s'".formatted(rep));
        }
        return schedule;
    }

    /** When the team works, which the roster must hold; always when it has no hours. */
    public Schedule scheduleOf(Team team) {
        return Objects.requireNonNull(teamSchedules.get(team.key()), team.key().value());
    }

    /** False for a team that the roster does not hold. */
    public boolean teamOpen(TeamKey team, Instant at) {
        Schedule schedule = teamSchedules.get(team);
        return schedule != null && schedule.isOpen(at);
    }

    public ZoneId zoneOf(Rep rep) {
        ZoneId known = zones.get(rep.key());
        return known == null ? zone(rep) : known;
    }

    private ZoneId zone(Rep rep) {
        ZoneId own = rep.timeZone();
        return own == null ? inheritedZone(rep.key()) : own;
    }

    /**
     * By whose clocks a rep goes who names no zone: a team's, else the workspace's.
     *
     * @param rep null for one that is in no team
     */
    public ZoneId inheritedZone(@Nullable RepKey rep) {
        List<Team> own = rep == null ? List.of() : teamsOf(rep);
        return firstOf(own.stream().flatMap(team -> Stream.ofNullable(team.timeZone())));
    }

    public ZoneId zoneOf(Team team) {
        return firstOf(Stream.ofNullable(team.timeZone()));
    }

    /** The first instant of the rep's day, from which {@link Capacity#perDay} counts. */
    public Instant startOfDay(Rep rep, Instant at) {
        return Day.of(at, zoneOf(rep)).start();
    }

    private Schedule schedule(Rep rep) {
        List<Team> own = teamsOf(rep.key());
        WorkingHours hours = rep.workingHours();
        List<Shift> shifts =
                hours == null
                        ? own.stream().flatMap(team -> shift(team, rep)).toList()
                        : List.of(new Shift(hours, zoneOf(rep)));
        return new Schedule(
                shifts.isEmpty() ? List.of(new Shift(WorkingHours.ALWAYS, zoneOf(rep))) : shifts,
                holidays(own.stream()));
    }

    private Stream<Shift> shift(Team team, Rep member) {
        WorkingHours hours = team.workingHours();
        if (hours == null) {
            return Stream.empty();
        }
        ZoneId zone =
                firstOf(
                        Stream.concat(
                                Stream.ofNullable(team.timeZone()),
                                Stream.ofNullable(member.timeZone())));
        return Stream.of(new Shift(hours, zone));
    }

    private Schedule schedule(Team team) {
        WorkingHours hours = team.workingHours();
        return new Schedule(
                List.of(new Shift(hours == null ? WorkingHours.ALWAYS : hours, zoneOf(team))),
                holidays(Stream.of(team)));
    }

    private static Set<HolidayCalendar> holidays(Stream<Team> teams) {
        return teams.flatMap(team -> Stream.ofNullable(team.holidays())).collect(toImmutableSet());
    }

    private ZoneId firstOf(Stream<ZoneId> zones) {
        return zones.findFirst().orElse(workspaceZone);
    }
}
