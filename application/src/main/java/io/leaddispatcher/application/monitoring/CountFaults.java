package io.leaddispatcher.application.monitoring;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts what each check finds in all workspaces together, one after the other, for whoever watches
 * the installation and sees into none of them.
 */
@UseCase
public final class CountFaults {

    private static final Logger LOG = LoggerFactory.getLogger(CountFaults.class);

    private final Workspaces workspaces;
    private final Checks checks;
    private final UnitOfWork unitOfWork;

    public CountFaults(Workspaces workspaces, Checks checks, UnitOfWork unitOfWork) {
        this.workspaces = workspaces;
        this.checks = checks;
        this.unitOfWork = unitOfWork;
    }

    /**
     * What a check finds.
     *
     * @param cases in all workspaces together
     * @param workspaces in which there is a case
     */
    public record Count(long cases, long workspaces) {

        static final Count NONE = new Count(0, 0);

        Count and(long found) {
            return new Count(cases + found, workspaces + (found > 0 ? 1 : 0));
        }
    }

    /** All checks, those too that find nothing. A workspace that cannot be asked is left out. */
    public Mono<Map<CheckKey, Count>> handle() {
        return workspaces
                .all()
                .concatMap(this::found)
                .reduceWith(CountFaults::none, CountFaults::plus)
                .map(Map::copyOf);
    }

    private Mono<Map<CheckKey, Long>> found(TenantId tenant) {
        return Mono.defer(() ->
                        unitOfWork.run(
                                tenant,
                                Flux.fromArray(CheckKey.values())
                                        .concatMap(key ->
                                                checks.find(tenant, key, 1)
                                                        .map(found ->
                                                                Map.entry(key, found.count())))
                                        .collectMap(Map.Entry::getKey, Map.Entry::getValue)))
                .onErrorResume(error -> {
                    LOG.warn("the checks of tenant {} could not be counted", tenant, error);
                    return Mono.empty();
                });
    }

    private static Map<CheckKey, Count> none() {
        Map<CheckKey, Count> none = new EnumMap<>(CheckKey.class);
        for (CheckKey key : CheckKey.values()) {
            none.put(key, Count.NONE);
        }
        return none;
    }

    private static Map<CheckKey, Count> plus(Map<CheckKey, Count> all, Map<CheckKey, Long> found) {
        found.forEach((key, cases) -> all.computeIfPresent(key, (_, count) -> count.and(cases)));
        return all;
    }
}
