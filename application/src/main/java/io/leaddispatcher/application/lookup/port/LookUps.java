package io.leaddispatcher.application.lookup.port;

import io.leaddispatcher.application.lookup.Sought;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is known of companies in CRMs. Called inside a unit of work of the tenant. */
public interface LookUps {

    /**
     * A CRM whose companies are mirrored here.
     *
     * @param type such as {@code hubspot}
     */
    record MirroredCrm(ConnectionKey connection, String type, Map<String, Object> settings) {
        public MirroredCrm {
            settings = Map.copyOf(settings);
        }
    }

    /** Those that are active, in the order of their keys. */
    Flux<MirroredCrm> crms(TenantId tenant);

    /**
     * Those of these of which no account is known here, and which that CRM was not asked about
     * since.
     *
     * @param since an answer from before counts no more
     */
    Mono<List<Sought>> unknown(TenantId tenant, List<Sought> sought, Instant since);

    /** It was asked about this one, whatever it has said. */
    Mono<Void> asked(TenantId tenant, Sought sought, Instant at);
}
