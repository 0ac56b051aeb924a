package io.leaddispatcher.application.disclosure;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.SensitiveMask;
import io.leaddispatcher.application.lead.port.Disclosures;
import io.leaddispatcher.application.lead.port.Disclosures.Listed;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import java.time.InstantSource;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Who opened the sensitive values of which lead, the newest first, as many as a page takes; the
 * audit log has all. The list itself opens none.
 */
@UseCase
public final class ListDisclosures {

    private static final int MOST = 100;

    private final Disclosures disclosures;
    private final RoutingConfigurations configurations;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    public ListDisclosures(
            Disclosures disclosures,
            RoutingConfigurations configurations,
            UnitOfWork unitOfWork,
            InstantSource clock) {
        this.disclosures = disclosures;
        this.configurations = configurations;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    public Mono<List<DisclosureView>> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.ADMINISTER);
            return unitOfWork.run(
                    caller.tenant(),
                    configurations
                            .current(caller.tenant())
                            .map(snapshot -> SensitiveMask.closed(snapshot.configuration()))
                            .flatMap(mask ->
                                    disclosures
                                            .list(caller.tenant(), MOST)
                                            .map(listed -> view(listed, mask))
                                            .collectList()));
        });
    }

    private DisclosureView view(Listed listed, SensitiveMask mask) {
        var disclosure = listed.disclosure();
        String person = mask.name(listed.person());
        return new DisclosureView(
                disclosure.id(),
                listed.member(),
                disclosure.lead(),
                person == null ? mask.text("company.name", listed.company()) : person,
                disclosure.reason(),
                disclosure.openedAt(),
                disclosure.endedAt() == null ? disclosure.endsAt() : disclosure.endedAt(),
                disclosure.isOpenAt(clock.instant()));
    }
}
