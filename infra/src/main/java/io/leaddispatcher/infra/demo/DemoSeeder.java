package io.leaddispatcher.infra.demo;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.demo.port.DemoHistory;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.CreateWorkspace;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.infra.start.DemoLogin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/**
 * Makes the demo workspace before anything else runs: no door is open yet and nothing is routed
 * meanwhile. At later starts it finds everything there.
 */
final class DemoSeeder implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DemoSeeder.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CreateWorkspace createWorkspace;
    private final DemoLogin login;
    private final DemoDescription description;
    private final DemoPast past;
    private final DemoHistory history;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private volatile boolean running;

    DemoSeeder(
            CreateWorkspace createWorkspace,
            DemoLogin login,
            DemoDescription description,
            DemoPast past,
            DemoHistory history,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.createWorkspace = createWorkspace;
        this.login = login;
        this.description = description;
        this.past = past;
        this.history = history;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public void start() {
        Instant begun = clock.instant();
        createWorkspace
                .handle(login.charter())
                .map(CreateWorkspace.Outcome::tenant)
                .flatMap(this::seed)
                .block(PATIENCE);
        LOG.info("the demo workspace is there after {}", Duration.between(begun, clock.instant()));
        running = true;
    }

    private Mono<Void> seed(TenantId tenant) {
        return description
                .apply(Caller.system(tenant))
                .then(unitOfWork.run(tenant, history.hasLeads(tenant)))
                .filter(there -> !there)
                .flatMap(_ -> past.relive(tenant));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the runners and the web server. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
