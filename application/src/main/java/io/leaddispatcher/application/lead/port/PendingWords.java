package io.leaddispatcher.application.lead.port;

import reactor.core.publisher.Mono;

/**
 * The words of new leads, which wait to be sorted into the index that searches use. A search finds
 * them there too, the slower the more they are.
 */
public interface PendingWords {

    /** Of all tenants. Does nothing while another node is at it. Needs no unit of work. */
    Mono<Void> sortIn();
}
