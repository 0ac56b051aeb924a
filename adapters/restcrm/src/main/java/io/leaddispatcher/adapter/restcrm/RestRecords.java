package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.adapter.restcrm.RestCrmApi.Account;
import io.leaddispatcher.adapter.restcrm.RestCrmApi.Call;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmRecords;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.PeerJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/** Records, which stand for leads. */
final class RestRecords implements CrmRecords {

    static final String RECORDS = "records";

    private final RestCrmApi api;

    RestRecords(RestCrmApi api) {
        this.api = api;
    }

    @Override
    public Mono<CrmRecord> read(
            TenantId tenant, ConnectionAccess connection, String record, Set<String> properties) {
        return api.find(new Account(tenant, connection), Call.get(Map.of(), RECORDS, record))
                .map(found ->
                        new CrmRecord(
                                record,
                                ContractIds.id(found, "owner").orElse(null),
                                ContractIds.id(found, "account").orElse(null),
                                PeerJson.texts(found.path("properties"), properties)));
    }

    /**
     * Whose records always have an owner refuses an empty one, and keeps the one that it has. The
     * contract knows no condition: whom somebody makes the owner in the moment between the look and
     * the write is none any more.
     */
    @Override
    public Mono<Boolean> release(
            TenantId tenant, ConnectionAccess connection, String record, String owner) {
        return read(tenant, connection, record, Set.of())
                .filter(found -> owner.equals(found.owner()))
                .flatMap(_ ->
                        write(tenant, connection, record, new Change("", Map.of()))
                                .thenReturn(true))
                .onErrorResume(
                        CrmRefusedException.class,
                        refused ->
                                refused.attempt() instanceof Attempt.Dead
                                        ? Mono.empty()
                                        : Mono.error(refused));
    }

    @Override
    public Mono<Void> write(
            TenantId tenant, ConnectionAccess connection, String record, Change change) {
        if (change.isEmpty()) {
            return Mono.empty();
        }
        Map<String, Object> body = new HashMap<>();
        if (change.owner() != null) {
            body.put("owner", change.owner());
        }
        if (!change.properties().isEmpty()) {
            body.put("properties", change.properties());
        }
        return api.ask(
                        new Account(tenant, connection),
                        Call.send(HttpMethod.PATCH, body, RECORDS, record))
                .then();
    }
}
