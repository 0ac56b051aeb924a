package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.adapter.restcrm.RestCrmApi.Account;
import io.leaddispatcher.adapter.restcrm.RestCrmApi.Call;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.EventTranslator;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.http.PeerJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads what an event names. Events are hints: what counts is how the record is when it is read.
 */
final class RestCrmTranslator implements EventTranslator {

    private final RestCrmApi api;

    RestCrmTranslator(RestCrmApi api) {
        this.api = api;
    }

    @Override
    public String source() {
        return RestCrmHook.TYPE;
    }

    @Override
    public Mono<Translation> translate(InboundEvent event, @Nullable ConnectionAccess connection) {
        if (connection == null) {
            return Mono.error(
                    new TranslationFailedException(
                            false, null, "CONNECTION_GONE", "the connection is gone"));
        }
        return Mono.defer(() -> translate(new Account(event.tenant(), connection), read(event)))
                .onErrorResume(
                        TranslationFailedException.class, RestCrmTranslator::ignoredWhenGone);
    }

    /** Whoever deletes a record right after making it leaves nothing to be read. */
    private static Mono<Translation> ignoredWhenGone(TranslationFailedException failure) {
        return failure.code().equals(RestCrmFailures.NOT_FOUND)
                ? ignored("the record is gone")
                : Mono.error(failure);
    }

    @Override
    public @Nullable Instant happenedAt(InboundEvent event, @Nullable Instant told) {
        return PeerJson.instant(read(event), "at").orElse(told);
    }

    private static JsonNode read(InboundEvent event) {
        try {
            return PeerJson.USUAL.read(event.raw());
        } catch (JacksonException e) {
            throw new TranslationFailedException(
                    false, null, "MALFORMED", "the stored event is no JSON", e);
        }
    }

    private Mono<Translation> translate(Account account, JsonNode event) {
        if (event.path("byUs").asBoolean(false)) {
            return ignored("our own change came back");
        }
        String type = PeerJson.text(event, "type").orElse("");
        if (type.equals("account.changed")) {
            return ContractIds.id(event, "account")
                    .<Mono<Translation>>map(
                            id -> Mono.just(new Translation.CompaniesChanged(Set.of(id))))
                    .orElseGet(() -> ignored("the event names no account"));
        }
        Optional<String> record = ContractIds.id(event, "record");
        if (record.isEmpty()) {
            return ignored("the event names no record");
        }
        String id = record.get();
        return switch (type) {
            case "record.created" ->
                    read(account, id)
                            .map(found -> new Translation.Body(leadBody(account, id, found), id));
            case "record.changed" ->
                    read(account, id)
                            .map(found -> new Translation.Update(leadBody(account, id, found), id));
            case "record.ownerChanged" ->
                    read(account, id)
                            .map(found ->
                                    new Translation.OwnerChanged(
                                            leadBody(account, id, found),
                                            id,
                                            ContractIds.id(found, "owner").orElse(null)));
            case "record.merged" -> Mono.just(new Translation.Merged(id, others(event)));
            case "record.erased" -> Mono.just(new Translation.Erasure(id, "the CRM: " + type));
            default -> ignored("events of type '%s' make no lead".formatted(type));
        };
    }

    private static List<String> others(JsonNode event) {
        return event.path("merged")
                .valueStream()
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asString)
                .filter(ContractIds::isId)
                .toList();
    }

    private Mono<JsonNode> read(Account account, String id) {
        return api.call(account, Call.get(Map.of(), RestRecords.RECORDS, id));
    }

    private static Map<String, Object> leadBody(Account account, String id, JsonNode record) {
        return LeadDocument.of(
                record.path("lead"),
                id,
                account.connection().key(),
                ContractIds.id(record, "account").orElse(null));
    }

    private static Mono<Translation> ignored(String reason) {
        return Mono.just(new Translation.Ignored(reason));
    }
}
