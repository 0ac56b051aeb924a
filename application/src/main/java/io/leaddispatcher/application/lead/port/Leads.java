package io.leaddispatcher.application.lead.port;

import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.connection.CrmWriting;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.lead.Identity;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The leads of each tenant. Called inside a unit of work of the tenant. */
public interface Leads {

    /**
     * Somebody who may be known.
     *
     * @param fresh the lead that it is otherwise
     * @param told what it is about somebody who was erased, if it is
     */
    record Sought(Identity identity, LeadId fresh, Told told) {}

    /**
     * The event that tells of somebody: whether it repeats what was erased, or is new.
     *
     * @param origin the connection that it came by, {@code api} for the API
     * @param key its idempotency key
     * @param body the lead body that it carries
     * @param happenedAt when it happened, as its sender says; null when nobody says
     */
    record Told(String origin, String key, Map<String, ?> body, @Nullable Instant happenedAt) {}

    /**
     * Which lead each is, by its {@code fresh}: the known one that shares a handle, else the fresh
     * one, which is known by these handles from now on. Two callers with one handle get one lead.
     * No two in the list share a handle. Fails with {@link
     * io.leaddispatcher.application.lead.ErasedPersonException} when one was erased, and the event
     * is not known to have happened since: it is then one that comes late, or comes again.
     */
    Mono<Map<LeadId, LeadId>> identify(TenantId tenant, Collection<Sought> sought);

    /** Likewise for one. */
    default Mono<LeadId> identify(TenantId tenant, Sought sought) {
        return identify(tenant, List.of(sought))
                .map(found -> found.getOrDefault(sought.fresh(), sought.fresh()));
    }

    /**
     * A lead has another address or phone, and is known by these from now on, and no longer by
     * those that it had. Empty when that is done; else the lead that is known by the address
     * already: they would be one.
     */
    Mono<LeadId> rename(TenantId tenant, LeadId lead, Identity before, Identity after);

    /**
     * Takes what such a {@link #rename} changes, so that it waits for nobody. To be called before
     * the turn is taken, since who looks for a lead has its handles and may wait for the turn then.
     * Fresh handles mean the lead from then on: where nothing comes of it, the unit of work fails.
     */
    Mono<Void> holdToRename(TenantId tenant, LeadId lead, Identity before, Identity after);

    /** Those that exist, in no order; the types are those of the custom fields. */
    Flux<LeadFile> find(
            TenantId tenant,
            Collection<LeadId> leads,
            Function<String, Optional<FieldType>> customTypes);

    /** Adds those that do not exist yet. */
    Mono<Void> addMissing(TenantId tenant, Collection<LeadFile> files, Instant at);

    /** Replaces. */
    Mono<Void> save(TenantId tenant, Collection<LeadFile> files, Instant at);

    /**
     * Notes what a lead is called in the CRM that a connection is to: the CRM itself has said so.
     */
    Mono<Void> knownAs(
            TenantId tenant, LeadId lead, ConnectionKey connection, String record, Instant at);

    /**
     * Records of a CRM that were merged.
     *
     * @param winner the CRM's id of what is left
     * @param others the ids of those that are gone
     */
    record Merge(ConnectionKey connection, String winner, List<String> others) {

        public Merge {
            others = List.copyOf(others);
        }
    }

    /**
     * From now on one lead is what all these records are, and what these leads were: whatever they
     * were known by means the survivor, as a handle and as a record alike, and what waits to be
     * routed for them waits for it. Their meetings, and what came of them but that they were lost
     * or disqualified, are the survivor's. Nothing is written to the records that are gone. Again
     * is the same as once. Fails with {@link
     * io.leaddispatcher.application.lead.MergedMeanwhileException} when one of them is part of
     * another lead by now.
     */
    Mono<Void> merge(
            TenantId tenant, LeadId survivor, Collection<LeadId> others, Merge merge, Instant at);

    /**
     * Keeps these leads' handles until the unit of work ends: whoever is about to keep an event of
     * one of them has done so, and whoever merges one of them waits. To be called before the turn
     * is taken, since who looks for a lead may wait for the turn then.
     */
    Mono<Void> hold(TenantId tenant, Collection<LeadId> leads);

    /**
     * Merges leads that are {@link #hold held}. The records stay as they are, each its lead's in
     * its CRM: what is written goes to the survivor's own, if it has one.
     */
    Mono<Void> merge(TenantId tenant, LeadId survivor, Collection<LeadId> others, Instant at);

    /** The lead that this one was made part of; empty: it is one of its own. */
    Mono<LeadId> survivor(TenantId tenant, LeadId lead);

    /** Those that {@link #merge} has made part of this one. */
    Flux<LeadId> mergedInto(TenantId tenant, LeadId survivor);

    /** The lead that a CRM calls so; empty when it has told of none. */
    Mono<LeadId> knownBy(TenantId tenant, ConnectionKey connection, String record);

    /**
     * What a lead is called in a CRM.
     *
     * @param id the CRM's own
     * @param link where people can look at it; null when the connection does not say enough
     * @param writing what is written to it beside owners and tasks
     * @param meetings the lead's meetings that are to come, and that whoever gets the lead is to
     *     host there; without those that this CRM has told of, and those that this unit of work has
     *     planned to write
     */
    record RecordOfLead(
            ConnectionKey connection,
            ConnectionType type,
            String id,
            @Nullable CrmLink link,
            CrmWriting writing,
            List<UUID> meetings) {
        public RecordOfLead {
            meetings = List.copyOf(meetings);
        }
    }

    /** These leads' records; without those that no connected CRM has told of. */
    Mono<Map<LeadId, RecordOfLead>> crmRecords(TenantId tenant, Collection<LeadId> leads);
}
