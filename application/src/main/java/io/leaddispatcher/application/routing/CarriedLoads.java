package io.leaddispatcher.application.routing;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.leaddispatcher.application.routing.port.RoutingStates.RepLoad;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the reps carry after a turn. Immutable. A turn changes a few of many: those are kept apart
 * and taken in with the rest once in a while, so that no turn copies what it did not change.
 */
final class CarriedLoads {

    private static final int TAKEN_IN_AT = 500;

    private final ImmutableMap<RepKey, CarriedLoad> most;
    private final Map<RepKey, CarriedLoad> latest;

    private CarriedLoads(ImmutableMap<RepKey, CarriedLoad> most, Map<RepKey, CarriedLoad> latest) {
        this.most = most;
        this.latest = latest;
    }

    static CarriedLoads of(Map<RepKey, RepLoad> loads) {
        return new CarriedLoads(
                ImmutableMap.copyOf(Maps.transformValues(loads, CarriedLoad::new)), Map.of());
    }

    /** Null: nothing yet. */
    @Nullable CarriedLoad get(RepKey rep) {
        CarriedLoad load = latest.get(rep);
        return load == null ? most.get(rep) : load;
    }

    /** With these in the place of what their reps carried. */
    CarriedLoads with(Collection<RepLoad> changed) {
        Map<RepKey, CarriedLoad> next = new HashMap<>(latest);
        changed.forEach(load -> next.put(load.rep(), new CarriedLoad(load)));
        if (next.size() < TAKEN_IN_AT) {
            return new CarriedLoads(most, next);
        }
        Map<RepKey, CarriedLoad> all = new HashMap<>(most);
        all.putAll(next);
        return new CarriedLoads(ImmutableMap.copyOf(all), Map.of());
    }
}
