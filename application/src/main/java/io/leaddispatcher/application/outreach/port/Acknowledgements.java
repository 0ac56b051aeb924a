package io.leaddispatcher.application.outreach.port;

import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.outreach.TemplateKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;

/** Which leads were told that they have come in. Called inside a unit of work of the tenant. */
@FunctionalInterface
public interface Acknowledgements {

    /** A text for a lead. */
    record Told(LeadId lead, TemplateKey template) {}

    /** Notes these, and answers those that nobody had noted before. */
    Flux<Told> once(TenantId tenant, List<Told> told, Instant at);
}
