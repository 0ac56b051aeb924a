package io.leaddispatcher.adapter.salesforce;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.adapter.salesforce.SalesforceApi.Account;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmAccounts;
import io.leaddispatcher.domain.lead.normal.Domains;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.PeerJson;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Accounts. Pages are cut by the order of the rows and not by Salesforce's own cursors, which are
 * gone after two days.
 */
final class SalesforceAccounts implements CrmAccounts {

    private static final String SELECT =
            "SELECT Id, Name, Website, Phone, BillingCountry, OwnerId, ParentId, SystemModstamp FROM Account";
    private static final int PAGE = 2_000;
    private static final int BEST_FEW = 5;
    private static final int MOST_LIKE_IT = 100;

    private final SalesforceCalls calls;

    SalesforceAccounts(SalesforceCalls calls) {
        this.calls = calls;
    }

    @Override
    public Mono<Long> count(TenantId tenant, ConnectionAccess connection) {
        return calls.inTheBackground(new Account(tenant, connection), "SELECT COUNT() FROM Account")
                .filter(answer -> answer.path("totalSize").isNumber())
                .map(answer -> answer.path("totalSize").asLong());
    }

    @Override
    public Mono<Page> page(TenantId tenant, ConnectionAccess connection, @Nullable String cursor) {
        String rest =
                Optional.ofNullable(cursor)
                        .flatMap(SalesforceId::of)
                        .map(id -> " WHERE Id > " + Soql.text(id.value()))
                        .orElse("");
        return calls.inTheBackground(
                        new Account(tenant, connection),
                        SELECT + rest + " ORDER BY Id LIMIT " + PAGE)
                .map(answer -> page(answer, CrmAccount::id));
    }

    @Override
    public Mono<Page> changed(
            TenantId tenant, ConnectionAccess connection, Instant since, @Nullable String cursor) {
        String where =
                Optional.ofNullable(cursor)
                        .flatMap(Soql::after)
                        .orElse("SystemModstamp >= " + Soql.instant(since));
        return calls.inTheBackground(
                        new Account(tenant, connection),
                        SELECT + " WHERE " + where + " ORDER BY SystemModstamp, Id LIMIT " + PAGE)
                .map(answer -> page(answer, last -> Soql.cursor(last.changedAt(), last.id())));
    }

    /** Salesforce may send fewer rows than were asked for, and then says that it is not done. */
    private static Page page(JsonNode answer, Function<CrmAccount, String> cursor) {
        List<JsonNode> rows = SalesforceCalls.rows(answer);
        List<CrmAccount> accounts = accounts(rows);
        boolean more = rows.size() == PAGE || !answer.path("done").asBoolean(true);
        return new Page(
                accounts, more && !accounts.isEmpty() ? cursor.apply(accounts.getLast()) : null);
    }

    @Override
    public Flux<CrmAccount> byIds(
            TenantId tenant, ConnectionAccess connection, Collection<String> ids) {
        List<String> asked =
                ids.stream()
                        .flatMap(id -> SalesforceId.of(id).stream())
                        .map(SalesforceId::value)
                        .toList();
        return asked.isEmpty()
                ? Flux.empty()
                : calls.inTheBackground(
                                new Account(tenant, connection),
                                SELECT + " WHERE Id IN " + Soql.list(asked))
                        .flatMapIterable(answer -> accounts(SalesforceCalls.rows(answer)));
    }

    @Override
    public Mono<Map<String, String>> read(
            TenantId tenant, ConnectionAccess connection, String id, Set<String> properties) {
        return Mono.justOrEmpty(SalesforceId.of(id))
                .filter(account -> account.kind() == SalesforceId.Kind.ACCOUNT)
                .flatMap(account ->
                        calls.find(
                                new Account(tenant, connection),
                                SalesforceRecords.OBJECTS,
                                account.kind().object(),
                                account.value()))
                .map(found -> PeerJson.texts(found, properties));
    }

    @Override
    public Flux<CrmAccount> search(
            TenantId tenant,
            ConnectionAccess connection,
            @Nullable String domain,
            @Nullable String name) {
        var account = new Account(tenant, connection);
        if (domain != null) {
            return ofDomain(account, domain);
        }
        return name == null ? Flux.empty() : found(account, "Name = " + Soql.text(name), BEST_FEW);
    }

    /** A web site is free text there: what only ends or goes on like the domain is left out. */
    private Flux<CrmAccount> ofDomain(Account account, String domain) {
        String where =
                Stream.of("", "%/", "%.")
                        .map(before -> "Website LIKE " + Soql.like(before, domain, "%"))
                        .collect(Collectors.joining(" OR "));
        return found(account, where, MOST_LIKE_IT)
                .filter(each ->
                        each.domains().stream()
                                .flatMap(site -> Domains.registrable(site).stream())
                                .anyMatch(domain::equals))
                .take(BEST_FEW);
    }

    private Flux<CrmAccount> found(Account account, String where, int most) {
        return calls.rows(account, SELECT + " WHERE " + where + " ORDER BY Id LIMIT " + most)
                .flatMapIterable(SalesforceAccounts::accounts);
    }

    private static List<CrmAccount> accounts(List<JsonNode> rows) {
        return rows.stream().flatMap(row -> account(row).stream()).toList();
    }

    private static Optional<CrmAccount> account(JsonNode row) {
        return text(row, "Id")
                .flatMap(SalesforceId::of)
                .map(id ->
                        new CrmAccount(
                                id.value(),
                                text(row, "Name").orElse(""),
                                text(row, "Website").stream().toList(),
                                text(row, "Phone").orElse(null),
                                text(row, "BillingCountry").orElse(null),
                                text(row, "OwnerId").orElse(null),
                                text(row, "ParentId").orElse(null),
                                text(row, "SystemModstamp")
                                        .flatMap(SalesforceTimes::read)
                                        .orElse(Instant.EPOCH)));
    }
}
