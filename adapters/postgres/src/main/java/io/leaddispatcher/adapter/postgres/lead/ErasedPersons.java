package io.leaddispatcher.adapter.postgres.lead;

import io.leaddispatcher.application.lead.ErasedPersonException;
import io.leaddispatcher.application.lead.port.Leads.Sought;
import io.leaddispatcher.application.lead.port.Leads.Told;
import io.leaddispatcher.application.lead.port.Pseudonyms;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells what comes again of somebody who was erased from what they send anew. */
final class ErasedPersons {

    private static final String TRACES =
            """
            select erased_at from erased_identity
             where tenant_id = :tenant and handle_hash = any (:hashes)
            """;

    private static final String KNOWN_AGAIN =
            """
            select exists (select from lead_identity where tenant_id = :tenant and handle = any (:handles))
            """;

    private final DatabaseClient database;
    private final Pseudonyms pseudonyms;

    ErasedPersons(DatabaseClient database, Pseudonyms pseudonyms) {
        this.database = database;
        this.pseudonyms = pseudonyms;
    }

    /** What somebody who was erased would be known by. */
    List<String> hashes(TenantId tenant, Identity identity) {
        return hashes(tenant, handles(identity));
    }

    /**
     * Fails when the event repeats what was erased, or may: with its key, content or external id,
     * or when it is not known to be later.
     */
    Mono<Void> refuseRepeated(TenantId tenant, Sought sought) {
        return isAnew(tenant, sought)
                .flatMap(anew -> anew ? Mono.empty() : Mono.error(new ErasedPersonException()));
    }

    private Mono<Boolean> isAnew(TenantId tenant, Sought sought) {
        Told told = sought.told();
        List<String> handles = handles(sought.identity());
        List<String> strict =
                Stream.concat(
                                handles.stream().filter(ErasedPersons::isId),
                                ErasedTraces.of(told.origin(), told.key(), told.body()).stream())
                        .toList();
        List<String> loose = handles.stream().filter(handle -> !strict.contains(handle)).toList();
        return erasures(tenant, strict)
                .hasElements()
                .flatMap(repeated ->
                        repeated
                                ? Mono.just(false)
                                : isLater(tenant, told, loose)
                                        .flatMap(later ->
                                                later
                                                        ? Mono.just(true)
                                                        : isKnownAgain(tenant, loose)));
    }

    /** Whoever gave the id means one person by it for ever. */
    private static boolean isId(String handle) {
        return handle.startsWith("r:") || handle.startsWith("x:");
    }

    private Mono<Boolean> isLater(TenantId tenant, Told told, List<String> handles) {
        Instant happened = told.happenedAt();
        return erasures(tenant, handles)
                .all(erasedAt -> happened != null && happened.isAfter(erasedAt));
    }

    private Flux<Instant> erasures(TenantId tenant, List<String> handles) {
        return database.sql(TRACES)
                .bind("tenant", tenant.value())
                .bind("hashes", hashes(tenant, handles).toArray(String[]::new))
                .mapValue(Instant.class)
                .all();
    }

    /** They came anew before, so what is told of them now is told of that. */
    private Mono<Boolean> isKnownAgain(TenantId tenant, List<String> handles) {
        return database.sql(KNOWN_AGAIN)
                .bind("tenant", tenant.value())
                .bind("handles", handles.toArray(String[]::new))
                .mapValue(Boolean.class)
                .one();
    }

    /** Colleagues share a phone: alone it tells who somebody is, beside something better not. */
    private static List<String> handles(Identity identity) {
        boolean phoneAlone = identity.email() == null && identity.externalId() == null;
        return identity.handles().stream()
                .filter(handle -> phoneAlone || handle.by() != Identity.By.PHONE)
                .map(Handles::spelled)
                .toList();
    }

    private List<String> hashes(TenantId tenant, List<String> handles) {
        return handles.stream().map(handle -> pseudonyms.of(tenant, handle)).toList();
    }
}
