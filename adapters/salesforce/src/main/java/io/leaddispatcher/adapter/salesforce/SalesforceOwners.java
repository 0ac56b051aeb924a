package io.leaddispatcher.adapter.salesforce;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.adapter.salesforce.SalesforceApi.Account;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmOwners;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.Pages;
import io.leaddispatcher.http.Remembered;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Users, and queues where a record lies in one. */
final class SalesforceOwners implements CrmOwners {

    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);
    private static final int PAGE = 2_000;
    private static final String USERS = "SELECT Id, Name, Email, Username, IsActive FROM User";

    /** Users of portals and machines own no leads. */
    private static final String WORKING = " WHERE IsActive = true AND UserType = 'Standard'";

    private final SalesforceCalls calls;
    private final Remembered<CrmOwner> known;

    SalesforceOwners(SalesforceCalls calls, InstantSource clock) {
        this.calls = calls;
        this.known = new Remembered<>(KNOWN_FOR, clock);
    }

    /** Several users may share an address; the one who logs in with it comes first. */
    @Override
    public Mono<String> byEmail(TenantId tenant, ConnectionAccess connection, String email) {
        Account account = new Account(tenant, connection);
        return known.of(
                        name(account, "/" + email),
                        calls.rows(
                                        account,
                                        USERS
                                                + WORKING
                                                + " AND Email = %s ORDER BY Id LIMIT 20"
                                                        .formatted(Soql.text(email)))
                                .flatMap(rows -> Mono.justOrEmpty(first(rows, email))))
                .map(CrmOwner::id);
    }

    private static Optional<CrmOwner> first(List<JsonNode> rows, String email) {
        List<JsonNode> same =
                rows.stream()
                        .filter(row ->
                                text(row, "Email").filter(email::equalsIgnoreCase).isPresent())
                        .toList();
        return same.stream()
                .filter(row -> text(row, "Username").filter(email::equalsIgnoreCase).isPresent())
                .findFirst()
                .or(() -> same.stream().findFirst())
                .flatMap(SalesforceOwners::owner);
    }

    @Override
    public Mono<CrmOwner> byId(TenantId tenant, ConnectionAccess connection, String owner) {
        return Mono.justOrEmpty(SalesforceId.of(owner))
                .flatMap(id ->
                        known.of(
                                name(new Account(tenant, connection), "#" + id.value()),
                                asOfNow(tenant, connection, owner)));
    }

    @Override
    public Mono<CrmOwner> asOfNow(TenantId tenant, ConnectionAccess connection, String owner) {
        Account account = new Account(tenant, connection);
        return Mono.justOrEmpty(SalesforceId.of(owner))
                .flatMap(id ->
                        switch (id.kind()) {
                            case USER -> one(account, USERS, id);
                            case QUEUE -> one(account, "SELECT Id, Name FROM Group", id);
                            case LEAD, CONTACT, ACCOUNT, OTHER -> Mono.empty();
                        });
    }

    private Mono<CrmOwner> one(Account account, String select, SalesforceId id) {
        return calls.rows(account, select + " WHERE Id = " + Soql.text(id.value()))
                .flatMap(rows ->
                        Mono.justOrEmpty(
                                rows.stream().findFirst().flatMap(SalesforceOwners::owner)));
    }

    @Override
    public Flux<CrmOwner> all(TenantId tenant, ConnectionAccess connection) {
        Account account = new Account(tenant, connection);
        return Pages.all(
                        "SALESFORCE_WITHOUT_END",
                        after -> page(account, after),
                        SalesforceOwners::last)
                .concatMapIterable(page ->
                        SalesforceCalls.rows(page).stream()
                                .flatMap(row -> owner(row).stream())
                                .toList());
    }

    private Mono<JsonNode> page(Account account, @Nullable String after) {
        String rest = after == null ? "" : " AND Id > " + Soql.text(after);
        return calls.page(account, USERS + WORKING + rest + " ORDER BY Id LIMIT " + PAGE);
    }

    /** Salesforce may send fewer rows than were asked for, and then says that it is not done. */
    private static Optional<String> last(JsonNode page) {
        List<JsonNode> rows = SalesforceCalls.rows(page);
        boolean more = rows.size() == PAGE || !page.path("done").asBoolean(true);
        return more && !rows.isEmpty() ? text(rows.getLast(), "Id") : Optional.empty();
    }

    private static Optional<CrmOwner> owner(JsonNode row) {
        return text(row, "Id")
                .flatMap(SalesforceId::of)
                .map(id ->
                        new CrmOwner(
                                id.value(),
                                text(row, "Name").orElse(""),
                                text(row, "Email").orElse(null),
                                row.path("IsActive").asBoolean(true)));
    }

    private static String name(Account account, String whom) {
        return account.tenant() + "/" + account.connection().account() + whom;
    }
}
