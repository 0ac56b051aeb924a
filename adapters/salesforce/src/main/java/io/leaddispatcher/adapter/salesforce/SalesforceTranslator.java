package io.leaddispatcher.adapter.salesforce;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.adapter.salesforce.SalesforceApi.Account;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.LeadSources;
import io.leaddispatcher.application.crm.ShowKnownRecord;
import io.leaddispatcher.application.crm.ShowKnownRecord.Known;
import io.leaddispatcher.application.crm.port.CrmFields.Subject;
import io.leaddispatcher.application.crm.port.KnownOwners.LastWord;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.EventTranslator;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.http.PeerJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Reads the lead or contact that an event names. The event says no more than that it changed. */
final class SalesforceTranslator implements EventTranslator {

    private static final Logger LOG = LoggerFactory.getLogger(SalesforceTranslator.class);

    private final SalesforceApi api;
    private final SalesforceFields fields;
    private final ShowKnownRecord knownRecord;

    SalesforceTranslator(SalesforceApi api, ShowKnownRecord knownRecord) {
        this.api = api;
        this.fields = new SalesforceFields(new SalesforceCalls(api));
        this.knownRecord = knownRecord;
    }

    @Override
    public String source() {
        return SalesforceHook.TYPE;
    }

    @Override
    public Mono<Translation> translate(InboundEvent event, @Nullable ConnectionAccess connection) {
        if (connection == null) {
            return Mono.error(
                    SalesforceFailures.permanent("CONNECTION_GONE", "the connection is gone"));
        }
        return Mono.defer(() -> {
            Optional<RecordChange> change = RecordChange.read(event);
            if (change.isEmpty()) {
                return Mono.error(
                        SalesforceFailures.permanent(
                                "MALFORMED", "the stored event names no record"));
            }
            SalesforceId id = change.get().record();
            return switch (id.kind()) {
                case LEAD, CONTACT -> read(new Account(event.tenant(), connection), id);
                case ACCOUNT -> Mono.just(new Translation.CompaniesChanged(Set.of(id.value())));
                case USER, QUEUE, OTHER -> ignored("it is no lead and no contact");
            };
        });
    }

    private Mono<Translation> read(Account account, SalesforceId id) {
        var sources = LeadSources.of(fields, account.connection());
        // Before the record: what is written meanwhile is then in the record, and not news.
        return knownRecord
                .handle(
                        new ShowKnownRecord.Query(
                                account.tenant(), account.connection().key(), id.value()))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(known ->
                        api.get(account, "sobjects", id.kind().object(), id.value())
                                .flatMap(record ->
                                        record.path("IsConverted").asBoolean(false)
                                                ? Mono.just(new Translation.Converted(id.value()))
                                                : translation(
                                                        account,
                                                        id,
                                                        record,
                                                        sources,
                                                        known.orElse(null))))
                .onErrorResume(
                        TranslationFailedException.class,
                        failure ->
                                failure.code().equals(SalesforceFailures.GONE)
                                        ? ignored("the record is gone")
                                        : Mono.error(failure));
    }

    private Mono<Translation> translation(
            Account account,
            SalesforceId id,
            JsonNode record,
            LeadSources sources,
            @Nullable Known known) {
        Mono<Map<String, Object>> body =
                id.kind() == SalesforceId.Kind.LEAD
                        ? Mono.fromSupplier(() -> lead(id, record, null, sources))
                        : company(account, record)
                                .map(company -> lead(id, record, company, sources))
                                .switchIfEmpty(
                                        Mono.fromSupplier(() -> lead(id, record, null, sources)))
                                .doOnNext(lead ->
                                        id(record, "AccountId")
                                                .ifPresent(company ->
                                                        LeadSources.belongsTo(
                                                                lead,
                                                                account.connection().key(),
                                                                company.value())));
        return Mono.zip(body, api.user(account))
                .map(read -> {
                    Optional<SalesforceId> us = SalesforceId.of(read.getT2());
                    Optional<SalesforceId> owner = id(record, SalesforceRecords.OWNER);
                    if (known == null) {
                        return new Translation.Body(read.getT1(), id.value());
                    }
                    return isFollowed(record, owner, known.owner(), us)
                            ? new Translation.OwnerChanged(
                                    read.getT1(),
                                    id.value(),
                                    owner.map(SalesforceId::value).orElse(null))
                            : new Translation.Update(read.getT1(), id.value());
                });
    }

    /**
     * @param company null when the record has none, or it cannot be read for good
     */
    private static Map<String, Object> lead(
            SalesforceId id, JsonNode record, @Nullable JsonNode company, LeadSources sources) {
        return sources.lead(
                id.value(),
                PeerJson.texts(record, sources.properties(Subject.RECORD)),
                company == null
                        ? null
                        : PeerJson.texts(company, sources.properties(Subject.ACCOUNT)));
    }

    private static Optional<SalesforceId> id(JsonNode record, String field) {
        return text(record, field).flatMap(SalesforceId::of);
    }

    /**
     * Whether a person has changed the owner. Salesforce does not say what of a record has changed:
     * an owner other than the one whom we have written, or seen there since, is somebody's doing;
     * when we know of none, only whoever made themselves the owner is.
     *
     * @param last the last that we know of the owner; null when we know nothing
     * @param us the user as whom the connection writes
     */
    private static boolean isFollowed(
            JsonNode record,
            Optional<SalesforceId> owner,
            @Nullable LastWord last,
            Optional<SalesforceId> us) {
        if (owner.isEmpty()) {
            return false;
        }
        return switch (last) {
            case LastWord.OnItsWay _ -> false;
            case LastWord.Was(var known) ->
                    !owner.equals(Optional.ofNullable(known).flatMap(SalesforceId::of));
            case null -> {
                Optional<SalesforceId> by = id(record, "LastModifiedById");
                yield owner.equals(by) && !by.equals(us) && !by.equals(id(record, "CreatedById"));
            }
        };
    }

    /** Empty when the contact has no account, or when it cannot be read for good. */
    private Mono<JsonNode> company(Account account, JsonNode contact) {
        return Mono.justOrEmpty(text(contact, "AccountId").flatMap(SalesforceId::of))
                .flatMap(id -> api.get(account, "sobjects", "Account", id.value()))
                .onErrorResume(
                        TranslationFailedException.class,
                        failure -> {
                            if (failure.isTransient()) {
                                return Mono.error(failure);
                            }
                            // Missing data never blocks: the lead goes on without its company.
                            LOG.warn(
                                    "account not read, connection={}, code={}",
                                    account.connection().key(),
                                    failure.code());
                            return Mono.empty();
                        });
    }

    private static Mono<Translation> ignored(String reason) {
        return Mono.just(new Translation.Ignored(reason));
    }
}
