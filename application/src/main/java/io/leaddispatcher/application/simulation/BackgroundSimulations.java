package io.leaddispatcher.application.simulation;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The simulations that this node carries on, and those that it has carried out. They are in memory
 * alone, since a simulation leaves nothing behind: an ended one is forgotten after an hour, or
 * earlier when there is no room for another.
 */
public final class BackgroundSimulations {

    /** Of one workspace, at once. */
    static final int MOST_RUNNING = 2;

    /** Of all that are kept, together. */
    static final int MOST_LEADS = 400_000;

    /** Of what one workspace has running: half of the room, so that another one gets in. */
    static final int MOST_LEADS_OF_ONE = MOST_LEADS / 2;

    private static final Duration KEPT = Duration.ofHours(1);

    private final Map<UUID, BackgroundSimulation> kept = new LinkedHashMap<>();

    /** Whether there is room for it; then it is kept. */
    synchronized boolean admit(BackgroundSimulation next, Instant now) {
        kept.values().removeIf(each -> isOver(each, now));
        List<BackgroundSimulation> running =
                kept.values().stream()
                        .filter(each -> each.tenant().equals(next.tenant()))
                        .filter(BackgroundSimulations::isRunning)
                        .toList();
        if (running.size() >= MOST_RUNNING
                || leadsOf(running) + next.leads() > MOST_LEADS_OF_ONE
                || !makeRoom(next)) {
            return false;
        }
        kept.put(next.id(), next);
        return true;
    }

    /** What the workspace itself has no more need of goes first, then the oldest. */
    private boolean makeRoom(BackgroundSimulation next) {
        int leads = next.leads();
        long busy =
                leadsOf(kept.values().stream().filter(BackgroundSimulations::isRunning).toList());
        if (busy + leads > MOST_LEADS) {
            return false;
        }
        List<BackgroundSimulation> ended = new ArrayList<>(kept.values());
        ended.removeIf(BackgroundSimulations::isRunning);
        ended.sort(
                Comparator.comparing(
                                (BackgroundSimulation each) -> !each.tenant().equals(next.tenant()))
                        .thenComparing(each -> Objects.requireNonNull(each.endedAt())));
        for (BackgroundSimulation oldest : ended) {
            if (leadsOf(kept.values()) + leads <= MOST_LEADS) {
                break;
            }
            kept.remove(oldest.id());
        }
        return true;
    }

    private static long leadsOf(Collection<BackgroundSimulation> some) {
        return some.stream().mapToLong(BackgroundSimulation::leads).sum();
    }

    private static boolean isRunning(BackgroundSimulation simulation) {
        return simulation.status() == BackgroundSimulation.Status.RUNNING;
    }

    private static boolean isOver(BackgroundSimulation simulation, Instant now) {
        Instant endedAt = simulation.endedAt();
        return endedAt != null && endedAt.plus(KEPT).isBefore(now);
    }

    /** Of this workspace; empty when it is not known here, or not any more. */
    synchronized Optional<BackgroundSimulation> find(TenantId tenant, UUID id) {
        return Optional.ofNullable(kept.get(id)).filter(each -> each.tenant().equals(tenant));
    }
}
