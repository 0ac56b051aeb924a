package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.adapter.hubspot.HubSpotApi.Account;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.EventTranslator;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the contact that an event names, and its company. */
final class HubSpotTranslator implements EventTranslator {

    private static final Logger LOG = LoggerFactory.getLogger(HubSpotTranslator.class);

    private final HubSpotApi api;

    HubSpotTranslator(HubSpotApi api) {
        this.api = api;
    }

    @Override
    public String source() {
        return HubSpotHook.TYPE;
    }

    @Override
    public Mono<Translation> translate(InboundEvent event, @Nullable ConnectionAccess connection) {
        if (connection == null) {
            return Mono.error(
                    new TranslationFailedException(
                            false, null, "CONNECTION_GONE", "the connection is gone"));
        }
        return Mono.defer(() -> {
            ContactEvent contact;
            try {
                contact = new ContactEvent(HubSpotJson.read(event.raw()));
            } catch (JacksonException e) {
                return Mono.error(
                        new TranslationFailedException(
                                false, null, "MALFORMED", "the stored event is no JSON", e));
            }
            return translate(event, contact, connection);
        });
    }

    @Override
    public @Nullable Instant happenedAt(InboundEvent event, @Nullable Instant told) {
        try {
            return new ContactEvent(HubSpotJson.read(event.raw())).occurredAt().orElse(null);
        } catch (JacksonException _) {
            return null;
        }
    }

    private Mono<Translation> translate(
            InboundEvent event, ContactEvent contact, ConnectionAccess connection) {
        ContactEvent.Meaning meaning = contact.meaning();
        if (meaning == ContactEvent.Meaning.OTHER) {
            return ignored("events of type '%s' make no lead".formatted(contact.type()));
        }
        if (meaning == ContactEvent.Meaning.COMPANY) {
            return contact.objectIds().isEmpty()
                    ? ignored("the event names no company")
                    : Mono.just(new Translation.CompaniesChanged(contact.objectIds()));
        }
        if (meaning == ContactEvent.Meaning.MERGED) {
            return Mono.just(
                    contact.survivor()
                            .<Translation>map(
                                    winner -> new Translation.Merged(winner, contact.mergedAway()))
                            .orElseGet(
                                    () -> new Translation.Ignored("the event names no contact")));
        }
        if (isEcho(contact, meaning, connection)) {
            return ignored("our own change came back");
        }
        Optional<String> id = contact.objectId().filter(text -> text.matches("[0-9]{1,19}"));
        if (id.isEmpty()) {
            return ignored("the event names no contact");
        }
        if (meaning == ContactEvent.Meaning.FORGOTTEN) {
            return Mono.just(new Translation.Erasure(id.get(), "HubSpot: " + contact.type()));
        }
        var account = new Account(event.tenant(), connection);
        var mapping = HubSpotMapping.of(connection.settings().get("mappings"));
        return contact(account, mapping, id.get())
                .flatMap(found ->
                        company(account, mapping, found)
                                .map(company ->
                                        mapping.leadBody(id.get(), found, Optional.of(company)))
                                .switchIfEmpty(
                                        Mono.fromSupplier(() ->
                                                mapping.leadBody(
                                                        id.get(), found, Optional.empty())))
                                .map(body -> {
                                    HubSpotMapping.companyOf(found)
                                            .ifPresent(company ->
                                                    HubSpotMapping.belongsTo(
                                                            body, connection.key(), company));
                                    return new Read(body, owner(found));
                                }))
                .map(read -> translation(contact, meaning, id.get(), read));
    }

    /**
     * @param owner null when nobody owns the contact
     */
    private record Read(Map<String, Object> body, @Nullable String owner) {}

    private static @Nullable String owner(JsonNode contact) {
        return HubSpotJson.text(contact.path("properties"), HubSpotRecords.OWNER).orElse(null);
    }

    /** The event is a hint: what counts is who owns the contact now. */
    private static Translation translation(
            ContactEvent contact, ContactEvent.Meaning meaning, String id, Read read) {
        if (meaning == ContactEvent.Meaning.CREATED) {
            return new Translation.Body(read.body(), id);
        }
        return contact.isOf(HubSpotRecords.OWNER)
                ? new Translation.OwnerChanged(read.body(), id, read.owner())
                : new Translation.Update(read.body(), id);
    }

    /** A change names its app; without the setting, the app that the event was sent to is ours. */
    private static boolean isEcho(
            ContactEvent event, ContactEvent.Meaning meaning, ConnectionAccess connection) {
        Optional<String> ours = connection.text("appId");
        if (ours.isEmpty() && meaning == ContactEvent.Meaning.CHANGED) {
            ours = event.appId();
        }
        return ours.filter(event::isMadeBy).isPresent();
    }

    private Mono<JsonNode> contact(Account account, HubSpotMapping mapping, String id) {
        return api.get(
                account,
                Map.of("properties", mapping.contactProperties(), "associations", "companies"),
                "crm",
                "v3",
                "objects",
                "contacts",
                id);
    }

    /** Empty when the contact has no company, or when it cannot be read for good. */
    private Mono<JsonNode> company(Account account, HubSpotMapping mapping, JsonNode contact) {
        Optional<String> id = HubSpotMapping.companyOf(contact);
        if (id.isEmpty()) {
            return Mono.empty();
        }
        return api.get(
                        account,
                        Map.of("properties", mapping.companyProperties()),
                        "crm",
                        "v3",
                        "objects",
                        "companies",
                        id.get())
                .onErrorResume(
                        TranslationFailedException.class,
                        failure -> {
                            if (!isDispensable(failure)) {
                                return Mono.error(failure);
                            }
                            // Missing data never blocks: the lead goes on without its company.
                            LOG.warn(
                                    "company not read, connection={}, code={}",
                                    account.connection().key(),
                                    failure.code());
                            return Mono.empty();
                        });
    }

    /** The scope to read companies is optional. */
    private static boolean isDispensable(TranslationFailedException failure) {
        return !failure.isTransient() || failure.code().equals("HUBSPOT_MISSING_SCOPES");
    }

    private static Mono<Translation> ignored(String reason) {
        return Mono.just(new Translation.Ignored(reason));
    }
}
