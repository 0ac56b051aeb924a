package io.leaddispatcher.adapter.postgres.privacy;

import com.google.common.collect.Sets;
import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.application.lead.port.Pseudonyms;
import io.leaddispatcher.domain.lead.Identity.Handle;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.postgresql.codec.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes every copy of what is known of a person, and remembers by what they were known. */
@Component
final class PersonErasure {

    // Whoever takes in an event has what its lead is known by, and may wait for the turn then: so
    // these come first.
    private static final String HOLD =
            """
            select count(*) as held from (
                select handle from lead_identity
                 where tenant_id = :tenant and lead_id = any (:leads)
                 order by handle
                   for update) h
            """;

    // Erasing takes open leads off the reps. No batch decides meanwhile, and none goes on with what
    // it remembers.
    private static final String TAKE_TURN =
            """
            update routing_turn set turns = turns + 1 where tenant_id = :tenant
            """;

    private static final String REMEMBER =
            """
            select remember_erased(:hashes)
            """;

    // Somebody who looked for the person may have kept what they looked for.
    private static final String FORGET_FILTERS =
            """
            delete from saved_filter f
             where f.tenant_id = :tenant
               and (names_person(f.name || ' ' || f.query::text, :texts, :phone)
                    or names_in_full(f.name || ' ' || f.query::text, :names))
            """;

    private static final String ERASE =
            """
            select erase_leads(:leads, :events, :texts, :phone) as counts
            """;

    private final DatabaseClient database;
    private final PersonFinder finder;
    private final LeadlessEvents leadless;
    private final ErasedEvents erasedEvents;
    private final SlackTraces slackTraces;
    private final PersonNames names;
    private final Pseudonyms pseudonyms;
    private final RowCiphers ciphers;

    PersonErasure(
            DatabaseClient database,
            PersonFinder finder,
            LeadlessEvents leadless,
            ErasedEvents erasedEvents,
            SlackTraces slackTraces,
            PersonNames names,
            Pseudonyms pseudonyms,
            RowCiphers ciphers) {
        this.database = database;
        this.finder = finder;
        this.leadless = leadless;
        this.erasedEvents = erasedEvents;
        this.slackTraces = slackTraces;
        this.names = names;
        this.pseudonyms = pseudonyms;
        this.ciphers = ciphers;
    }

    Mono<Map<String, Object>> erase(TenantId tenant, Handle handle) {
        return ciphers.toRead(tenant)
                .flatMap(cipher ->
                        search(tenant, handle, cipher)
                                .flatMap(before ->
                                        hold(before.person())
                                                .then(takeTurn(tenant))
                                                .then(find(tenant, handle))
                                                .flatMap(person -> erase(person, before, cipher))));
    }

    private Mono<Searched> search(TenantId tenant, Handle handle, RowCipher cipher) {
        return find(tenant, handle)
                .flatMap(person ->
                        leadless.naming(person, cipher)
                                .map(events -> new Searched(person, events)));
    }

    private Mono<FoundPerson> find(TenantId tenant, Handle handle) {
        return Mono.defer(() -> finder.leads(handle))
                .flatMap(leads -> finder.person(tenant, leads, handle));
    }

    private Mono<Void> hold(FoundPerson person) {
        return database.sql(HOLD)
                .bind("tenant", person.tenant().value())
                .bind("leads", person.leadIds())
                .then();
    }

    private Mono<Void> takeTurn(TenantId tenant) {
        return database.sql(TAKE_TURN).bind("tenant", tenant.value()).fetch().rowsUpdated().then();
    }

    /**
     * What was searched before the turn: nothing is routed in it, and a search may take long.
     *
     * @param events events of no lead that name the person
     */
    private record Searched(FoundPerson person, Set<UUID> events) {}

    private Mono<Map<String, Object>> erase(FoundPerson person, Searched before, RowCipher cipher) {
        return leadless(person, before, cipher)
                .flatMap(events -> erasedEvents.of(person, events, cipher))
                .flatMap(events ->
                        remember(person, events)
                                .then(forgetFilters(person, cipher))
                                .then(slackTraces.of(person))
                                .flatMap(traces ->
                                        erase(person, events)
                                                .flatMap(counts ->
                                                        slackTraces
                                                                .empty(person.tenant(), traces)
                                                                .thenReturn(
                                                                        with(counts, traces)))));
    }

    /** Those that came meanwhile, too; all once more when more became known of the person. */
    private Mono<Set<UUID>> leadless(FoundPerson person, Searched before, RowCipher cipher) {
        return before.person().handles().containsAll(person.handles())
                ? leadless.namingLatest(person, cipher)
                        .map(since -> Set.copyOf(Sets.union(before.events(), since)))
                : leadless.naming(person, cipher);
    }

    private static Map<String, Object> with(
            Map<String, Object> counts, List<SlackTraces.Trace> traces) {
        Map<String, Object> all = new LinkedHashMap<>(counts);
        all.put("slackMessages", traces.size());
        return all;
    }

    private Mono<Void> remember(FoundPerson person, List<ErasedEvents.Traced> events) {
        return database.sql(REMEMBER)
                .bind(
                        "hashes",
                        Stream.concat(
                                        person.handles().stream(),
                                        events.stream().flatMap(each -> each.traces().stream()))
                                .distinct()
                                .map(each -> pseudonyms.of(person.tenant(), each))
                                .toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Mono<Void> forgetFilters(FoundPerson person, RowCipher cipher) {
        return names.of(person, cipher)
                .flatMap(called ->
                        person.bindNames(database.sql(FORGET_FILTERS))
                                .bind("tenant", person.tenant().value())
                                .bind("names", called)
                                .fetch()
                                .rowsUpdated())
                .then();
    }

    private Mono<Map<String, Object>> erase(FoundPerson person, List<ErasedEvents.Traced> events) {
        return person.bindNames(database.sql(ERASE))
                .bind("leads", person.leadIds())
                .bind(
                        "events",
                        events.stream().map(ErasedEvents.Traced::event).toArray(UUID[]::new))
                .map(row -> JsonDocuments.read(row.get("counts", Json.class)))
                .one();
    }
}
