package io.leaddispatcher.application.secondfactor.port;

import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/**
 * Whether a workspace asks its members for a second factor. Inside a unit of work of that tenant.
 */
public interface SecondFactorRequirements {

    /**
     * How it stands.
     *
     * @param members who may log in
     * @param without how many of them have no second factor
     */
    record Standing(boolean required, int members, int without) {}

    Mono<Standing> show(TenantId tenant);

    /** Answers whether that changed anything. */
    Mono<Boolean> change(TenantId tenant, boolean required);
}
