package io.leaddispatcher.application.me.port;

import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.LocalDate;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** For which day each rep has had the mail about it. Inside units of work, but for the tenants. */
public interface Digests {

    /** Those in which somebody wants one. Called outside units of work. */
    Flux<TenantId> tenants();

    /** The last day of each rep who has had one. */
    Mono<Map<RepKey, LocalDate>> last(TenantId tenant);

    /** Whether nobody has begun with that day, or a later one, before. */
    Mono<Boolean> begin(TenantId tenant, RepKey rep, LocalDate day);
}
