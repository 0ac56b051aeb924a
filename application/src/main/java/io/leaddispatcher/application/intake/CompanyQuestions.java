package io.leaddispatcher.application.intake;

import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Has the events of new leads wait a moment, where their companies are known to nobody here and
 * somebody outside is to be asked about them.
 */
@FunctionalInterface
public interface CompanyQuestions {

    /** Nobody is asked. */
    CompanyQuestions NONE = (_, _, _) -> Mono.just(Asking.NOTHING);

    /**
     * A lead that is new, with the event that makes it, which is to be routed now.
     *
     * @param lead as that event tells it
     */
    record NewLead(UUID event, Lead lead) {}

    /**
     * What there is to ask.
     *
     * @param waiting the events that wait for the answer, or for the end of patience; the others
     *     are routed now
     * @param committed to be called once the unit of work is committed
     */
    record Asking(Set<UUID> waiting, Runnable committed) {
        public static final Asking NOTHING = new Asking(Set.of(), () -> {});

        public Asking {
            waiting = Set.copyOf(waiting);
        }
    }

    /**
     * Puts off those of these events whose companies are to be asked about. Called inside a unit of
     * work of the tenant; costs it nothing where no policy asks for accounts.
     */
    Mono<Asking> about(TenantId tenant, RoutingConfiguration configuration, List<NewLead> leads);
}
