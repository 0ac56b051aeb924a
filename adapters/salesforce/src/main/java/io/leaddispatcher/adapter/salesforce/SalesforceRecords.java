package io.leaddispatcher.adapter.salesforce;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.adapter.salesforce.SalesforceApi.Account;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmRecords;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.PeerJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/** Leads and contacts. */
final class SalesforceRecords implements CrmRecords {

    static final String OWNER = "OwnerId";

    static final String OBJECTS = "sobjects";

    private final SalesforceCalls calls;

    SalesforceRecords(SalesforceCalls calls) {
        this.calls = calls;
    }

    @Override
    public Mono<CrmRecord> read(
            TenantId tenant, ConnectionAccess connection, String record, Set<String> properties) {
        return Mono.defer(() -> {
            SalesforceId id = person(record);
            return calls.find(
                            new Account(tenant, connection),
                            OBJECTS,
                            id.kind().object(),
                            id.value())
                    .map(found ->
                            new CrmRecord(
                                    id.value(),
                                    text(found, OWNER).orElse(null),
                                    text(found, "AccountId")
                                            .flatMap(SalesforceId::of)
                                            .map(SalesforceId::value)
                                            .orElse(null),
                                    PeerJson.texts(found, properties)));
        });
    }

    @Override
    public Mono<Void> write(
            TenantId tenant, ConnectionAccess connection, String record, Change change) {
        return Mono.defer(() -> {
            if (change.isEmpty()) {
                return Mono.empty();
            }
            SalesforceId id = person(record);
            Map<String, @Nullable Object> fields = new HashMap<>();
            change.properties()
                    .forEach((name, value) -> fields.put(name, value.isEmpty() ? null : value));
            if (change.owner() != null) {
                fields.put(OWNER, user(change.owner()));
            }
            return calls.send(
                            new Account(tenant, connection),
                            HttpMethod.PATCH,
                            fields,
                            OBJECTS,
                            id.kind().object(),
                            id.value())
                    .then();
        });
    }

    /** What stands for a lead. */
    static SalesforceId person(String record) {
        return SalesforceId.of(record)
                .filter(id ->
                        switch (id.kind()) {
                            case LEAD, CONTACT -> true;
                            case ACCOUNT, USER, QUEUE, OTHER -> false;
                        })
                .orElseThrow(() ->
                        SalesforceCalls.wrongTarget(
                                "salesforce_no_lead",
                                "'%s' is the id of no lead or contact".formatted(record)));
    }

    /** Leads can be given to queues, but whoever has a lead here is a person. */
    static String user(String owner) {
        Optional<SalesforceId> id = SalesforceId.of(owner);
        return id.filter(each -> each.kind() == SalesforceId.Kind.USER)
                .map(SalesforceId::value)
                .orElseThrow(() -> noUser(owner));
    }

    private static CrmRefusedException noUser(String owner) {
        return SalesforceCalls.wrongTarget(
                "salesforce_owner_no_user",
                "'%s' is the id of no user: those begin with 005".formatted(owner));
    }
}
