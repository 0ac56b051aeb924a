package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The connections through which a workspace's people are told. Called inside a unit of work of the
 * tenant; empty where there is none.
 */
public interface ChannelConnections {

    Mono<SlackChannel> slack(TenantId tenant);

    Mono<SmtpChannel> smtp(TenantId tenant);

    /** Both in one look. */
    record Both(Optional<SlackChannel> slack, Optional<SmtpChannel> smtp) {

        public static final Both NONE = new Both(Optional.empty(), Optional.empty());
    }

    /**
     * What there is of them, which may be remembered from before.
     *
     * @param mark another one whenever they have changed
     */
    default Mono<Both> both(TenantId tenant, String mark) {
        return both(tenant);
    }

    /** What there is of them. */
    default Mono<Both> both(TenantId tenant) {
        return slack(tenant)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .zipWhen(
                        _ -> smtp(tenant).map(Optional::of).defaultIfEmpty(Optional.empty()),
                        Both::new);
    }
}
