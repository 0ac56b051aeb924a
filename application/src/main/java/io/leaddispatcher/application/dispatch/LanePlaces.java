package io.leaddispatcher.application.dispatch;

import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.Multiset;
import io.leaddispatcher.application.dispatch.port.Deliveries.Lane;
import java.util.List;

/**
 * The places of this node for deliveries that are in flight and go to servers that a workspace
 * names. One that answers nobody keeps each of them for as long as a try may take, so a lane has a
 * share only.
 */
final class LanePlaces {

    static final int ALL = 384;
    static final int SHARE = 32;

    private final Multiset<Lane> taken = ConcurrentHashMultiset.create();

    int free() {
        return Math.max(0, ALL - taken.size());
    }

    List<Lane> underWay() {
        return List.copyOf(taken);
    }

    void take(Lane lane) {
        taken.add(lane);
    }

    /**
     * Gives a place back.
     *
     * @return whether it is time to look for more: somebody may have found no place, or the lane
     *     has half of its share again
     */
    boolean giveBack(Lane lane) {
        boolean full = free() == 0;
        int before = taken.count(lane);
        taken.remove(lane);
        return full || (before > SHARE / 2 && taken.count(lane) <= SHARE / 2);
    }
}
