package io.leaddispatcher.application.sla;

import io.leaddispatcher.application.sla.port.LeadClock;
import io.leaddispatcher.application.sla.port.LeadClock.Place.Waiting;
import io.leaddispatcher.application.sla.port.LeadClock.Place.With;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Schedule;
import io.leaddispatcher.domain.roster.WorkingHours;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.sla.ClockTime;
import io.leaddispatcher.domain.sla.SlaClock;
import io.leaddispatcher.domain.sla.SlaPolicy;
import io.leaddispatcher.domain.sla.SlaTarget;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By whose hours clocks go. */
record ClockTimes(RoutingConfiguration configuration) {

    /** Somebody's hours, with the zone in which they read times. */
    record Hours(Schedule schedule, ZoneId zone) {

        Optional<SlaClock> start(SlaPolicy policy, SlaTarget target, Instant from) {
            return SlaClock.start(
                    policy, target, ClockTime.of(policy.time(), schedule), zone, from);
        }
    }

    Hours ofRep(RepKey key) {
        Roster roster = configuration.roster();
        return roster.rep(key)
                .map(rep -> new Hours(roster.scheduleOf(key), roster.zoneOf(rep)))
                .orElseGet(this::always);
    }

    /** Those of the team whose queue it is, if it is one team's. */
    Hours ofQueue(@Nullable QueueKey key) {
        Roster roster = configuration.roster();
        return configuration
                .queue(key)
                .flatMap(queue -> Optional.ofNullable(queue.team()))
                .flatMap(roster::team)
                .map(team -> new Hours(roster.scheduleOf(team), roster.zoneOf(team)))
                .orElseGet(this::always);
    }

    /** In which a clock that is kept counts by now. */
    ClockTime of(LeadClock kept) {
        Hours hours =
                switch (kept.place()) {
                    case With(_, var rep) -> ofRep(rep);
                    case Waiting(var queue) -> ofQueue(queue);
                };
        return ClockTime.of(kept.clock().time(), hours.schedule());
    }

    private Hours always() {
        ZoneId zone = configuration.zone();
        return new Hours(
                new Schedule(List.of(new Schedule.Shift(WorkingHours.ALWAYS, zone)), Set.of()),
                zone);
    }
}
