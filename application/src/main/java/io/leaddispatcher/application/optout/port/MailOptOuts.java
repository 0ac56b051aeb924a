package io.leaddispatcher.application.optout.port;

import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Who wants no more mails, by {@linkplain io.leaddispatcher.application.optout.MailAddressee
 * pseudonyms} of their addresses. Called inside a unit of work of the tenant.
 */
public interface MailOptOuts {

    /** Whether it was not known before. */
    Mono<Boolean> add(TenantId tenant, String addressee, Instant at);

    /** Those of these who want none. */
    Mono<Set<String>> among(TenantId tenant, Collection<String> addressees);
}
