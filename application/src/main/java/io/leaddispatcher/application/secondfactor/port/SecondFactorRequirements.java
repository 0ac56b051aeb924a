package io.leaddispatcher.application.secondfactor.port;

import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Whether a workspace asks its members for a second factor. Inside a unit of work of that tenant.
 */
public interface SecondFactorRequirements {

    /**
     * How it stands.
     *
     * @param required because the owners wish it, or because of sensitive fields
     * @param sensitiveFields names of the fields because of which it is required whatever the
     *     owners wish
     * @param members who may log in
     * @param without how many of them have no second factor
     */
    record Standing(boolean required, List<String> sensitiveFields, int members, int without) {
        public Standing {
            sensitiveFields = List.copyOf(sensitiveFields);
        }
    }

    Mono<Standing> show(TenantId tenant);

    /** What the owners wish. Answers whether that changed anything. */
    Mono<Boolean> change(TenantId tenant, boolean required);
}
