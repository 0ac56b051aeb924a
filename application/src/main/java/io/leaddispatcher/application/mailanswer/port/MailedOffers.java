package io.leaddispatcher.application.mailanswer.port;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What has become of offers that were mailed. Called inside a unit of work of the tenant. */
@FunctionalInterface
public interface MailedOffers {

    /**
     * An offer as it stands.
     *
     * @param holder who has the lead now; null when nobody has
     */
    record Standing(AssignmentState state, @Nullable RepKey holder) {}

    /** Empty when this rep was never offered this lead by it. */
    Mono<Standing> find(TenantId tenant, LeadId lead, UUID assignment, RepKey rep);
}
