package io.leaddispatcher.application.simulation;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * A simulation that goes on after the request that began it. One thread at a time carries it on;
 * any may look at it or cancel it.
 */
public final class BackgroundSimulation {

    /** How it stands. */
    public enum Status {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    /**
     * How it ended.
     *
     * @param error why it failed, in a sentence; null when it did not
     */
    private record End(
            Status status,
            Instant at,
            List<SimulatedRow> rows,
            @Nullable SimulationReport report,
            @Nullable String error) {}

    private final UUID id;
    private final TenantId tenant;
    private final PolicyKind kind;
    private final int leads;
    private final Disposable.Swap work = Disposables.swap();
    private final List<SimulatedRow> rows = new ArrayList<>();
    private volatile int done;
    private volatile @Nullable End end;

    BackgroundSimulation(UUID id, TenantId tenant, PolicyKind kind, int leads) {
        this.id = id;
        this.tenant = tenant;
        this.kind = kind;
        this.leads = leads;
    }

    public UUID id() {
        return id;
    }

    TenantId tenant() {
        return tenant;
    }

    public PolicyKind kind() {
        return kind;
    }

    /** How many leads there are to decide. */
    public int leads() {
        return leads;
    }

    public Status status() {
        End ended = end;
        return ended == null ? Status.RUNNING : ended.status();
    }

    /** From 0 to 1; 1 when all leads are decided. */
    public double progress() {
        return leads == 0 ? 1 : Math.min(1, (double) done / leads);
    }

    /** What it came to; null while it runs, and when it did not come to its end. */
    public @Nullable SimulationReport report() {
        End ended = end;
        return ended == null ? null : ended.report();
    }

    /** Why it failed, in a sentence; null when it did not. */
    public @Nullable String error() {
        End ended = end;
        return ended == null ? null : ended.error();
    }

    /** What came of its leads, as far as it got; none while it runs. */
    public List<SimulatedRow> rows() {
        End ended = end;
        return ended == null ? List.of() : ended.rows();
    }

    @Nullable Instant endedAt() {
        End ended = end;
        return ended == null ? null : ended.at();
    }

    /** What carries it on, so that it can be stopped. */
    void carriedOnBy(Disposable carrier) {
        work.update(carrier);
    }

    synchronized void add(List<SimulatedRow> more) {
        if (end == null) {
            rows.addAll(more);
            done = rows.size();
        }
    }

    void completed(SimulationReport report, Instant at) {
        end(Status.DONE, report, null, at);
    }

    void failed(String error, Instant at) {
        end(Status.FAILED, null, error, at);
    }

    /** Nothing happens when it has ended. */
    void cancel(Instant at) {
        end(Status.CANCELLED, null, null, at);
        work.dispose();
    }

    private synchronized void end(
            Status status, @Nullable SimulationReport report, @Nullable String error, Instant at) {
        if (end == null) {
            end = new End(status, at, Collections.unmodifiableList(rows), report, error);
        }
    }
}
