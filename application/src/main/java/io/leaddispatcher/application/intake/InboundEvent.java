package io.leaddispatcher.application.intake;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.LeadBody;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One delivery from outside, verified, as it came.
 *
 * @param connection what it came by; null for the API
 * @param source {@code api}, {@code form}, {@code generic} or {@code hubspot}
 * @param idempotencyKey the same for each delivery of one event; unique within the connection
 * @param contentType the media type of {@code raw}
 * @param raw the raw bytes of this one event
 * @param content what tells it from another event under the same key: the raw bytes, where the same
 *     event always has the same
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes that are passed on, never compared.
public record InboundEvent(
        TenantId tenant,
        @Nullable ConnectionKey connection,
        String source,
        String idempotencyKey,
        String contentType,
        byte[] raw,
        byte[] content,
        Instant receivedAt) {

    /** Of which the same always comes with the same bytes. */
    public InboundEvent(
            TenantId tenant,
            @Nullable ConnectionKey connection,
            String source,
            String idempotencyKey,
            String contentType,
            byte[] raw,
            Instant receivedAt) {
        this(tenant, connection, source, idempotencyKey, contentType, raw, raw, receivedAt);
    }

    /** The connection that it came by, {@code api} for the API. */
    public String origin() {
        return connection == null ? "api" : connection.value();
    }

    /** The connection that it came by, if that is to a CRM: ids that it gives are that CRM's. */
    public @Nullable ConnectionKey crm() {
        return crm(source, connection);
    }

    /** Likewise, of any event. */
    public static @Nullable ConnectionKey crm(String source, @Nullable ConnectionKey connection) {
        return ConnectionType.of(source).filter(CrmLink::exists).isPresent() ? connection : null;
    }

    /** By what somebody is known of whom it tells. */
    public Identity identity(LeadBody body) {
        return identity(body, source, connection);
    }

    /** Likewise, of any event. */
    public static Identity identity(
            LeadBody body, String source, @Nullable ConnectionKey connection) {
        if (ConnectionType.of(source).filter(ConnectionType.FORM::equals).isPresent()) {
            return body.identity().toldByAnybody();
        }
        ConnectionKey crm = crm(source, connection);
        return body.identity().toldBy(crm == null ? null : crm.value());
    }

    /** Without the content, which is about a person. */
    @Override
    public String toString() {
        return "InboundEvent[%s, %s, %s, %d bytes]"
                .formatted(tenant, connection, source, raw.length);
    }
}
