package io.leaddispatcher.application.intake;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Follows what people do to the owners of records in a CRM. */
@FunctionalInterface
public interface OwnerChanges {

    /**
     * Somebody has made somebody else the owner of a record.
     *
     * @param record the CRM's own id of it
     * @param owner the CRM's id of who owns it now; null when nobody does
     * @param at when it was changed
     */
    record Change(
            TenantId tenant,
            ConnectionAccess connection,
            String record,
            @Nullable String owner,
            Instant at) {}

    /**
     * Has the lead go to whoever owns its record. Again is the same as once, and a record that is
     * no lead is left alone. Fails with {@link TranslationFailedException} when the CRM does not
     * say who that is.
     */
    Mono<Void> follow(Change change);
}
