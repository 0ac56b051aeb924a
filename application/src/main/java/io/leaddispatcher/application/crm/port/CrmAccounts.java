package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Companies: what routing by the owner of an account is mirrored from. */
public interface CrmAccounts {

    /** So many ids may be asked for at once. */
    int MOST_AT_ONCE = 100;

    /**
     * A company as it is now. Nothing is normalised.
     *
     * @param name blank where the CRM has none
     * @param domains and addresses of web sites
     * @param owner the id of its owner; null when nobody owns it
     * @param parent the id of the company above it
     * @param changedAt by the CRM's clock
     */
    record CrmAccount(
            String id,
            String name,
            List<String> domains,
            @Nullable String phone,
            @Nullable String country,
            @Nullable String owner,
            @Nullable String parent,
            Instant changedAt) {
        public CrmAccount {
            domains = List.copyOf(domains);
        }
    }

    /**
     * Some companies.
     *
     * @param next where to go on; null after the last page. It holds for days, so that it can be
     *     kept in a row and taken up by another node.
     */
    record Page(List<CrmAccount> accounts, @Nullable String next) {
        public Page {
            accounts = List.copyOf(accounts);
        }
    }

    /** How many there are; empty where the CRM does not tell cheaply. */
    Mono<Long> count(TenantId tenant, ConnectionAccess connection);

    /**
     * All companies, page by page, in an order in which one that is added or changed meanwhile
     * makes none of the others be left out.
     *
     * @param cursor null for the first page
     */
    Mono<Page> page(TenantId tenant, ConnectionAccess connection, @Nullable String cursor);

    /**
     * The companies that were changed at this instant or later, in an order like that of {@link
     * #page}. Some may come twice, and what has just changed may be missing for as long as the
     * CRM's index lags behind.
     *
     * @param since the same for each page
     * @param cursor null for the first page
     */
    Mono<Page> changed(
            TenantId tenant, ConnectionAccess connection, Instant since, @Nullable String cursor);

    /** Those of these that are there, at most {@link #MOST_AT_ONCE}; gone ones are left out. */
    Flux<CrmAccount> byIds(TenantId tenant, ConnectionAccess connection, Collection<String> ids);

    /**
     * What a company says: those of these properties that have a value, by their name in the CRM.
     * Empty when it is gone, or when the CRM's companies have no properties of their own.
     */
    default Mono<Map<String, String>> read(
            TenantId tenant, ConnectionAccess connection, String id, Set<String> properties) {
        return Mono.empty();
    }

    /**
     * A live look-up: the best few that have this domain, or else this name.
     *
     * @param domain registrable, in lower case
     */
    Flux<CrmAccount> search(
            TenantId tenant,
            ConnectionAccess connection,
            @Nullable String domain,
            @Nullable String name);
}
