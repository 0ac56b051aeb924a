package io.leaddispatcher.application.dispatch;

import io.leaddispatcher.application.dispatch.port.MailBounces;
import io.leaddispatcher.application.dispatch.port.MailBounces.Bounce;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Channel;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Remembers which addresses of reps mail servers refuse, until they take a mail there. */
record Bounced(MailBounces bounces) {

    private static final String REP = "rep:";

    /**
     * A try.
     *
     * @param delivery as it was before
     */
    record Tried(Delivery delivery, Attempt attempt) {

        private boolean isMailToARep() {
            return delivery.channel() == Channel.EMAIL
                    && delivery.draft().recipient().startsWith(REP);
        }
    }

    /** Inside the unit of work that keeps what came of the tries. */
    Mono<Void> keep(TenantId tenant, List<Tried> tries, Instant at) {
        Map<String, Bounce> refused = new LinkedHashMap<>();
        Set<String> taken = new TreeSet<>();
        for (Tried each : tries) {
            if (each.isMailToARep()) {
                String address = each.delivery().address().value();
                if (each.attempt() instanceof Attempt.Delivered) {
                    taken.add(address);
                }
                if (each.attempt() instanceof Attempt.WrongTarget(_, var words) && words != null) {
                    refused.put(address, new Bounce(address, words, at));
                }
            }
        }
        return (taken.isEmpty() ? Mono.<Void>empty() : bounces.clear(tenant, taken))
                .thenMany(
                        Flux.fromIterable(refused.values())
                                .concatMap(bounce -> bounces.note(tenant, bounce)))
                .then();
    }
}
