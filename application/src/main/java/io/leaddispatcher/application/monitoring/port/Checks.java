package io.leaddispatcher.application.monitoring.port;

import io.leaddispatcher.application.monitoring.CheckKey;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What is amiss in each workspace. Called inside a unit of work of the tenant. */
public interface Checks {

    /**
     * One case of what a check looks for. What id, name and detail are is said by the check.
     *
     * @param lead null when it is about none
     * @param at since when
     */
    record Example(
            @Nullable LeadId lead,
            @Nullable UUID id,
            @Nullable String name,
            Instant at,
            @Nullable String detail) {

        /** Fails when the check promises an id and there is none. */
        public UUID requiredId() {
            if (id == null) {
                throw new IllegalStateException("the example names no id");
            }
            return id;
        }

        /** Fails when the check promises a lead and there is none. */
        public LeadId requiredLead() {
            if (lead == null) {
                throw new IllegalStateException("the example names no lead");
            }
            return lead;
        }

        /** Fails when the check promises a name and there is none. */
        public String requiredName() {
            if (name == null) {
                throw new IllegalStateException("the example has no name");
            }
            return name;
        }
    }

    /**
     * What a check finds.
     *
     * @param count all of it
     * @param examples some of it, what is amiss for longest first
     */
    record Found(long count, List<Example> examples) {
        public Found {
            examples = List.copyOf(examples);
        }
    }

    /** By the clock of the database. */
    Mono<Found> find(TenantId tenant, CheckKey check, int examples);

    /** Events that were given up are read again; how many. */
    Mono<Integer> readAgain(TenantId tenant, List<UUID> events);

    /** A connection may be quiet for as long as it is now. */
    Mono<Void> usuallyQuiet(TenantId tenant, ConnectionKey connection);
}
