package io.leaddispatcher.application.dispatch.port;

import io.leaddispatcher.domain.tenant.TenantId;
import reactor.core.publisher.Mono;

/**
 * The connections through which a workspace's people are told. Called inside a unit of work of the
 * tenant; empty where there is none.
 */
public interface ChannelConnections {

    Mono<SlackChannel> slack(TenantId tenant);

    Mono<SmtpChannel> smtp(TenantId tenant);
}
