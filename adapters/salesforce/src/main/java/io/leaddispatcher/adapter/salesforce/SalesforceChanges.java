package io.leaddispatcher.adapter.salesforce;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.adapter.salesforce.SalesforceApi.Account;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.poll.port.ChangedRecords;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Leads that were made or changed, for organisations that send no outbound messages. */
final class SalesforceChanges implements ChangedRecords {

    private static final int PAGE = 1_000;

    private final SalesforceApi api;
    private final InstantSource clock;

    SalesforceChanges(SalesforceApi api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    @Override
    public ConnectionType type() {
        return ConnectionType.SALESFORCE;
    }

    @Override
    public Mono<Page> since(
            TenantId tenant, ConnectionAccess connection, Instant since, @Nullable String cursor) {
        String where =
                Optional.ofNullable(cursor)
                        .flatMap(Soql::after)
                        .orElse("SystemModstamp >= " + Soql.instant(since));
        return api.backgroundQuery(
                        new Account(tenant, connection),
                        "SELECT Id, SystemModstamp FROM Lead WHERE %s AND IsConverted = false ORDER BY SystemModstamp, Id LIMIT %d"
                                .formatted(where, PAGE))
                .map(answer -> page(tenant, connection, answer));
    }

    private record Changed(SalesforceId record, Instant at) {}

    private Page page(TenantId tenant, ConnectionAccess connection, JsonNode answer) {
        List<JsonNode> rows = SalesforceCalls.rows(answer);
        List<Changed> changed = rows.stream().flatMap(row -> changed(row).stream()).toList();
        if (changed.isEmpty()) {
            return new Page(List.of(), null, null);
        }
        Instant now = clock.instant();
        List<InboundEvent> events =
                changed.stream()
                        .map(each ->
                                new RecordChange(each.record())
                                        .event(tenant, connection.key(), key(each), now))
                        .toList();
        Changed last = changed.getLast();
        boolean more = rows.size() == PAGE || !answer.path("done").asBoolean(true);
        return new Page(
                events, last.at(), more ? Soql.cursor(last.at(), last.record().value()) : null);
    }

    private static String key(Changed changed) {
        return "poll/%s/%s".formatted(changed.record().value(), changed.at());
    }

    private static Optional<Changed> changed(JsonNode row) {
        return text(row, "Id")
                .flatMap(SalesforceId::of)
                .flatMap(record ->
                        text(row, "SystemModstamp")
                                .flatMap(SalesforceTimes::read)
                                .map(at -> new Changed(record, at)));
    }
}
