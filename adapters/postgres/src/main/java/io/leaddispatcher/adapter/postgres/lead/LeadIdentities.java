package io.leaddispatcher.adapter.postgres.lead;

import static io.leaddispatcher.adapter.postgres.document.Columns.required;

import com.google.common.collect.Sets;
import io.leaddispatcher.adapter.postgres.document.JsonDocuments;
import io.leaddispatcher.adapter.postgres.document.RowBuilder;
import io.leaddispatcher.application.lead.port.Leads.Sought;
import io.leaddispatcher.application.lead.port.Pseudonyms;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.Identity.By;
import io.leaddispatcher.domain.lead.Identity.Handle;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which lead somebody is, by the handles that they are known by. */
final class LeadIdentities {

    private static final String SOUGHT =
            """
            jsonb_to_recordset(:rows) as r (fresh uuid, handles text[], email text, external text, crm text, hashes text[])
            """;

    /** Gives the handles to those whom nobody is known by; says who got all of theirs. */
    private static final String NAME =
            """
            with sought as materialized (
                select r.fresh, r.handles,
                       exists (select from erased_identity e
                                where e.tenant_id = :tenant and e.handle_hash = any (r.hashes)) as erased
                  from %s),
            named as (
                insert into lead_identity (tenant_id, handle, lead_id)
                select :tenant, h.handle, s.fresh
                  from sought s cross join unnest(s.handles) as h (handle)
                 where not s.erased
                 order by h.handle
                on conflict (tenant_id, handle) do nothing
                returning lead_id)
            select s.fresh, s.erased, coalesce(n.handles = cardinality(s.handles), false) as named
              from sought s
              left join (select lead_id, count(*) as handles from named group by lead_id) n on n.lead_id = s.fresh
            """
                    .formatted(SOUGHT);

    private static final String IDENTIFY =
            """
            select r.fresh, identify_lead(:tenant, r.handles, r.email, r.external, r.crm, r.fresh) as lead from %s
            """
                    .formatted(SOUGHT);

    // In one order, so that two transactions do not wait for each other.
    private static final String NAME_ALSO =
            """
            insert into lead_identity (tenant_id, handle, lead_id)
            select :tenant, h, :lead from unnest(:handles) as h order by h
            on conflict (tenant_id, handle) do nothing
            """;

    private static final String HOLD =
            """
            select count(*) as held from (
                select handle from lead_identity
                 where tenant_id = :tenant and lead_id = :lead and handle = any (:handles)
                 order by handle
                   for update) h
            """;

    private static final String NAMED =
            """
            select lead_id from lead_identity
             where tenant_id = :tenant and handle = any (:handles) and lead_id <> :lead
            """;

    private static final String FORGET =
            """
            delete from lead_identity
             where tenant_id = :tenant and lead_id = :lead and handle = any (:handles)
            """;

    private final DatabaseClient database;
    private final ErasedPersons erasedPersons;

    LeadIdentities(DatabaseClient database, Pseudonyms pseudonyms) {
        this.database = database;
        this.erasedPersons = new ErasedPersons(database, pseudonyms);
    }

    /** The lead of each, by its fresh one. */
    Mono<Map<LeadId, LeadId>> identify(TenantId tenant, Collection<Sought> sought) {
        Map<LeadId, Sought> known = new LinkedHashMap<>();
        // In one order, so that two transactions do not wait for each other.
        sought.stream()
                .filter(one -> !one.identity().handles().isEmpty())
                .sorted(Comparator.comparing(one -> Collections.min(handles(one.identity()))))
                .forEach(one -> known.put(one.fresh(), one));
        return known.isEmpty() ? Mono.just(Map.of()) : identify(tenant, known);
    }

    /** Almost all of them are new, and that takes one statement; the others are looked for. */
    private Mono<Map<LeadId, LeadId>> identify(TenantId tenant, Map<LeadId, Sought> sought) {
        return database.sql(NAME)
                .bind("tenant", tenant.value())
                .bind("rows", JsonDocuments.rows(rows(tenant, sought.values())))
                .map(LeadIdentities::naming)
                .all()
                .collectList()
                .flatMap(found -> {
                    Map<LeadId, LeadId> named = new HashMap<>();
                    List<Sought> others = new ArrayList<>();
                    List<Sought> erased = new ArrayList<>();
                    for (Naming naming : found) {
                        Sought one = Objects.requireNonNull(sought.get(naming.fresh()));
                        if (naming.named()) {
                            named.put(one.fresh(), one.fresh());
                        } else {
                            others.add(one);
                        }
                        if (naming.erased()) {
                            erased.add(one);
                        }
                    }
                    return Flux.fromIterable(erased)
                            .concatMap(one -> erasedPersons.refuseRepeated(tenant, one))
                            .then(Mono.defer(() -> lookFor(tenant, others)))
                            .doOnNext(named::putAll)
                            .thenReturn(named);
                });
    }

    /** What became of one in the statement that gives the handles. */
    private record Naming(LeadId fresh, boolean erased, boolean named) {}

    private static Naming naming(Readable row) {
        return new Naming(
                new LeadId(required(row, "fresh", UUID.class)),
                required(row, "erased", Boolean.class),
                required(row, "named", Boolean.class));
    }

    private Mono<Map<LeadId, LeadId>> lookFor(TenantId tenant, List<Sought> sought) {
        return sought.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(IDENTIFY)
                        .bind("tenant", tenant.value())
                        .bind("rows", JsonDocuments.rows(rows(tenant, sought)))
                        .map(row ->
                                Map.entry(
                                        new LeadId(required(row, "fresh", UUID.class)),
                                        new LeadId(required(row, "lead", UUID.class))))
                        .all()
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private List<Map<String, Object>> rows(TenantId tenant, Collection<Sought> sought) {
        return sought.stream()
                .map(one ->
                        RowBuilder.row()
                                .with("fresh", one.fresh())
                                .with("handles", handles(one.identity()))
                                .with("email", one.identity().email())
                                .with("external", one.identity().externalId())
                                .with("crm", crm(one.identity()))
                                .with("hashes", erasedPersons.hashes(tenant, one.identity()))
                                .columns())
                .toList();
    }

    /** An id that nobody has proved is no CRM's: the records of all of them are others. */
    private static @Nullable String crm(Identity identity) {
        return identity.proven() ? identity.crm() : "";
    }

    /** Likewise known by another address or phone; the lead that has the address, if another. */
    Mono<LeadId> rename(TenantId tenant, LeadId lead, Identity before, Identity after) {
        Set<Handle> had = Set.copyOf(before.handles());
        Set<Handle> has = Set.copyOf(after.handles());
        Set<Handle> fresh = Sets.difference(has, had);
        Set<Handle> gone = Sets.difference(had, has);
        // Colleagues share a phone; an address is one person's.
        Set<Handle> own = Sets.filter(fresh, handle -> handle.by() == By.EMAIL);
        return naming(NAME_ALSO, tenant, lead, fresh)
                .then(Mono.defer(() -> named(tenant, lead, own)))
                .switchIfEmpty(
                        Mono.defer(() ->
                                naming(FORGET, tenant, lead, gone).then(Mono.<LeadId>empty())));
    }

    /** As {@link #rename} does it, but that nothing is forgotten yet. */
    Mono<Void> holdToRename(TenantId tenant, LeadId lead, Identity before, Identity after) {
        Set<Handle> had = Set.copyOf(before.handles());
        Set<Handle> has = Set.copyOf(after.handles());
        return naming(NAME_ALSO, tenant, lead, Sets.difference(has, had))
                .then(naming(HOLD, tenant, lead, Sets.difference(had, has)));
    }

    private Mono<Void> naming(String sql, TenantId tenant, LeadId lead, Set<Handle> handles) {
        return handles.isEmpty()
                ? Mono.empty()
                : database.sql(sql)
                        .bind("tenant", tenant.value())
                        .bind("lead", lead.value())
                        .bind("handles", spelled(handles))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    private Mono<LeadId> named(TenantId tenant, LeadId lead, Set<Handle> handles) {
        return handles.isEmpty()
                ? Mono.empty()
                : database.sql(NAMED)
                        .bind("tenant", tenant.value())
                        .bind("lead", lead.value())
                        .bind("handles", spelled(handles))
                        .map(row -> new LeadId(required(row, "lead_id", UUID.class)))
                        .first();
    }

    private static String[] spelled(Set<Handle> handles) {
        return handles.stream().map(Handles::spelled).toArray(String[]::new);
    }

    private static List<String> handles(Identity identity) {
        return identity.handles().stream().map(Handles::spelled).toList();
    }
}
