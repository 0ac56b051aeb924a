package io.leaddispatcher.application.overview.port;

import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.overview.OverviewView;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts for the first page. Called inside a unit of work of the tenant. */
public interface Overviews {

    /**
     * Counts what the sight covers; {@code midnight} is when today began. It tells of no drafts.
     */
    Mono<OverviewView> count(TenantId tenant, Sight sight, Instant midnight);

    /** Drafts that are to be published, the next first, and those that could not be since. */
    Flux<OverviewView.Publish> publishes(TenantId tenant, Instant failedSince);
}
