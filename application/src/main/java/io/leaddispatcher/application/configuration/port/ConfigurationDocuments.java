package io.leaddispatcher.application.configuration.port;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.Label;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The configuration documents of each tenant. Accounts may be many; the other kinds fit memory. */
public interface ConfigurationDocuments {

    /**
     * Holds the tenant's configuration until the unit of work ends: whoever else wants to change it
     * waits, so that references stay true between the check and the change.
     */
    Mono<Void> lock(TenantId tenant);

    /**
     * The number of changes so far; whatever was compiled from the configuration is good as long as
     * this stays. Accounts do not count: they are looked up, not compiled.
     */
    Mono<Long> revision(TenantId tenant);

    /**
     * Counts one change and answers the new number, which is the version of what changed. Call it
     * under the {@link #lock}.
     */
    Mono<Long> advance(TenantId tenant);

    /** Likewise for a change of what is looked up and not compiled: accounts and connections. */
    Mono<Long> advanceLookUps(TenantId tenant);

    /** Empty when there is none. */
    Mono<StoredDocument> find(TenantId tenant, ConfigurationKind kind, String key);

    /** In the order of keys, those after the given one. */
    Flux<StoredDocument> page(
            TenantId tenant, ConfigurationKind kind, @Nullable String after, int limit);

    /** All of a kind in the order of keys, but for the accounts that are a CRM's mirror. */
    Flux<StoredDocument> all(TenantId tenant, ConfigurationKind kind);

    /** When each of a kind was last changed, in any order; not of accounts. */
    Flux<Changed> changed(TenantId tenant, ConfigurationKind kind);

    /** The kind and key of everything but the accounts. */
    Flux<Name> names(TenantId tenant);

    /**
     * What documents of these kinds are called, in the order of kinds and keys; not of accounts.
     */
    Flux<Label> labels(TenantId tenant, Set<ConfigurationKind> kinds);

    /** Those of the keys that belong to an account. */
    Flux<String> knownAccounts(TenantId tenant, Set<String> keys);

    /**
     * Whose parent is whose: of these accounts, of their parents, and so on. Ends in a circle, too.
     */
    Flux<Parentage> parentageOfAccounts(TenantId tenant, Set<String> keys);

    /** The key of some account whose parent this one is. */
    Mono<String> childOfAccount(TenantId tenant, String key);

    /** Inserts or replaces. */
    Mono<Void> save(TenantId tenant, ConfigurationKind kind, StoredDocument document);

    Mono<Void> delete(TenantId tenant, ConfigurationKind kind, String key);

    /** An account and the one above it. */
    record Parentage(String account, String parent) {}

    /** When a document was last saved. */
    record Changed(String key, Instant at) {}

    /** The name of one document. */
    record Name(ConfigurationKind kind, String key) {}
}
