package io.leaddispatcher.adapter.salesforce;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;

/** A record was made or changed, as it is stored: nothing of the record itself. */
record RecordChange(SalesforceId record) {

    private static final String RECORD = "record";

    InboundEvent event(
            TenantId tenant, ConnectionKey connection, String idempotencyKey, Instant now) {
        return new InboundEvent(
                tenant,
                connection,
                SalesforceHook.TYPE,
                idempotencyKey,
                MediaType.APPLICATION_JSON_VALUE,
                SalesforceJson.JSON.write(Map.of(RECORD, record.value())),
                now);
    }

    /** Empty when it names no record. */
    static Optional<RecordChange> read(InboundEvent event) {
        try {
            return text(SalesforceJson.JSON.readOrNothing(event.raw()), RECORD)
                    .flatMap(SalesforceId::of)
                    .map(RecordChange::new);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
