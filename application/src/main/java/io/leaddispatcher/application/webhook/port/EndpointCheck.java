package io.leaddispatcher.application.webhook.port;

import java.net.URI;
import reactor.core.publisher.Mono;

/** Whether an address may be called. Calls check again, each time. */
@FunctionalInterface
public interface EndpointCheck {

    /** Why it may not; empty when it may. Not called inside units of work: names are looked up. */
    Mono<String> refusal(URI url);
}
