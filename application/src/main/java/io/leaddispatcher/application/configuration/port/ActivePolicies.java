package io.leaddispatcher.application.configuration.port;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import reactor.core.publisher.Flux;

/** The policies by which leads are routed right now. */
public interface ActivePolicies {

    /** At most one of each kind. */
    Flux<ActivePolicy> active(TenantId tenant);

    /** A published policy, as sent. */
    record ActivePolicy(PolicyKind kind, int version, Map<String, ?> document) {}
}
