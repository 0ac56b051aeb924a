package io.leaddispatcher.application.monitoring;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.monitoring.port.Checks;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
     * @param unanswered in how many workspaces it could not be asked
     */
    public record Count(long cases, long workspaces, long unanswered) {}

    /**
     * What each check has found in each workspace.
     *
     * @param found by all checks, where there is a case: as it was when the check was last
     *     answered; empty before anything was counted
     * @param unanswered where a check could not be asked this time
     */
    public record Tally(
            Map<CheckKey, Map<TenantId, Long>> found, Map<CheckKey, Set<TenantId>> unanswered) {

        public static final Tally NONE = new Tally(Map.of(), Map.of());

        public Tally {
            found = Map.copyOf(found);
            unanswered = Map.copyOf(unanswered);
        }

        /** In all workspaces together. */
        public Count of(CheckKey key) {
            Map<TenantId, Long> cases = found.getOrDefault(key, Map.of());
            return new Count(
                    cases.values().stream().mapToLong(Long::longValue).sum(),
                    cases.size(),
                    unanswered.getOrDefault(key, Set.of()).size());
        }

        private long in(TenantId tenant, CheckKey key) {
            return found.getOrDefault(key, Map.of()).getOrDefault(tenant, 0L);
        }
    }

    /**
     * Counts anew. Where a check cannot be asked, as one that takes too long, it counts as what it
     * found there before, and the others are asked all the same: something may be wrong just there.
     */
    public Mono<Tally> handle(Tally before) {
        return workspaces
                .all()
                .concatMap(tenant ->
                        Flux.fromArray(CheckKey.values())
                                .concatMap(key -> ask(tenant, key, before)))
                .collect(Counting::new, Counting::add)
                .map(Counting::tally);
    }

    /** In a unit of work of its own: what fails in one takes the rest of the unit with it. */
    private Mono<Answer> ask(TenantId tenant, CheckKey key, Tally before) {
        return Mono.defer(() -> unitOfWork.run(tenant, checks.find(tenant, key, 1)))
                .map(found -> new Answer(tenant, key, found.count(), true))
                .onErrorResume(error -> {
                    LOG.warn("check {} of tenant {} could not be counted", key, tenant, error);
                    return Mono.just(new Answer(tenant, key, before.in(tenant, key), false));
                });
    }

    private record Answer(TenantId tenant, CheckKey key, long cases, boolean asked) {}

    private static final class Counting {

        private final Map<CheckKey, Map<TenantId, Long>> found = new EnumMap<>(CheckKey.class);
        private final Map<CheckKey, Set<TenantId>> unanswered = new EnumMap<>(CheckKey.class);

        Counting() {
            for (CheckKey key : CheckKey.values()) {
                found.put(key, new HashMap<>());
            }
        }

        void add(Answer answer) {
            if (answer.cases() > 0) {
                found.computeIfAbsent(answer.key(), _ -> new HashMap<>())
                        .put(answer.tenant(), answer.cases());
            }
            if (!answer.asked()) {
                unanswered.computeIfAbsent(answer.key(), _ -> new HashSet<>()).add(answer.tenant());
            }
        }

        Tally tally() {
            found.replaceAll((_, cases) -> Map.copyOf(cases));
            unanswered.replaceAll((_, tenants) -> Set.copyOf(tenants));
            return new Tally(found, unanswered);
        }
    }
}
