package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.adapter.hubspot.HubSpotApi.Account;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.LeadSources;
import io.leaddispatcher.application.crm.port.CrmFields.Subject;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.EventTranslator;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.meeting.MeetingNews;
import io.leaddispatcher.http.PeerJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    private final HubSpotFields fields;

    HubSpotTranslator(HubSpotApi api) {
        this.api = api;
        this.fields = new HubSpotFields(new HubSpotCalls(api));
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
                contact = new ContactEvent(PeerJson.USUAL.read(event.raw()));
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
            return new ContactEvent(PeerJson.USUAL.read(event.raw())).occurredAt().orElse(null);
        } catch (JacksonException _) {
            return null;
        }
    }

    private Mono<Translation> translate(
            InboundEvent event, ContactEvent contact, ConnectionAccess connection) {
        if (isOfAnotherPortal(contact, connection)) {
            return ignored("the connection leads to another portal by now");
        }
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
        var telling = new Telling(account, LeadSources.of(fields, connection), false);
        Instant at = contact.occurredAt().orElse(event.receivedAt());
        Mono<Translation> translation =
                switch (meaning) {
                    case MEETING -> meeting(telling, id.get(), at);
                    case MEETING_DELETED -> deletedMeeting(telling, id.get(), at);
                    case CREATED, CHANGED, FORGOTTEN, MERGED, COMPANY, OTHER ->
                            read(telling, id.get())
                                    .map(read -> translation(contact, meaning, id.get(), read));
                };
        return translation.onErrorResume(
                TranslationFailedException.class, HubSpotTranslator::ignoredWhenGone);
    }

    /** Its ids mean others there. */
    private static boolean isOfAnotherPortal(ContactEvent contact, ConnectionAccess connection) {
        Optional<String> told = contact.portalId();
        Optional<String> ours = connection.text("portalId");
        return told.isPresent() && ours.isPresent() && !told.equals(ours);
    }

    /** Whoever deletes or merges a record right after making it leaves nothing to be read. */
    private static Mono<Translation> ignoredWhenGone(TranslationFailedException failure) {
        return failure.code().equals(HubSpotFailures.NOT_FOUND)
                ? ignored("the record is gone")
                : Mono.error(failure);
    }

    /**
     * On whose behalf something is read, and how it is understood.
     *
     * @param begun something was read already
     */
    private record Telling(Account account, LeadSources sources, boolean begun) {

        Telling goingOn() {
            return new Telling(account, sources, true);
        }
    }

    private Mono<JsonNode> get(Telling telling, Map<String, String> query, String... segments) {
        return telling.begun()
                ? api.goOn(telling.account(), query, segments)
                : api.get(telling.account(), query, segments);
    }

    private Mono<Read> read(Telling telling, String id) {
        return contact(telling, id)
                .flatMap(found ->
                        Associations.company(
                                        id,
                                        found,
                                        (query, segments) ->
                                                get(telling.goingOn(), query, segments))
                                .flatMap(company ->
                                        leadOf(telling, id, found, company)
                                                .doOnNext(lead ->
                                                        LeadSources.belongsTo(
                                                                lead,
                                                                telling.account()
                                                                        .connection()
                                                                        .key(),
                                                                company)))
                                .switchIfEmpty(
                                        Mono.fromSupplier(() -> lead(telling, id, found, null)))
                                .map(lead -> new Read(lead, owner(found))));
    }

    private Mono<Map<String, Object>> leadOf(
            Telling telling, String id, JsonNode contact, String company) {
        return company(telling.goingOn(), company)
                .map(found -> lead(telling, id, contact, found))
                .switchIfEmpty(Mono.fromSupplier(() -> lead(telling, id, contact, null)));
    }

    /**
     * @param company null when the contact has none, or it cannot be read for good
     */
    private static Map<String, Object> lead(
            Telling telling, String id, JsonNode contact, @Nullable JsonNode company) {
        LeadSources sources = telling.sources();
        return sources.lead(
                id,
                said(contact, sources, Subject.RECORD),
                company == null ? null : said(company, sources, Subject.ACCOUNT));
    }

    private static Map<String, String> said(JsonNode record, LeadSources sources, Subject subject) {
        return PeerJson.texts(record.path("properties"), sources.properties(subject));
    }

    /** What is deleted is still shown among what is archived, so it is known which time it was. */
    private Mono<Translation> deletedMeeting(Telling telling, String id, Instant at) {
        return get(
                        telling,
                        Map.of(
                                "properties",
                                HubSpotMeeting.PROPERTIES,
                                "propertiesWithHistory",
                                HubSpotMeeting.WITH_HISTORY,
                                "archived",
                                "true"),
                        "crm",
                        "v3",
                        "objects",
                        "meetings",
                        id)
                .map(found ->
                        new HubSpotMeeting(id, found)
                                .deleted(at)
                                .<Translation>map(news -> new Translation.Meeting(Map.of(), news))
                                .orElseGet(() ->
                                        new Translation.Ignored("the meeting had begun already")));
    }

    /** How the meeting is now counts, and so a contact that is read with it. */
    private Mono<Translation> meeting(Telling telling, String id, Instant at) {
        return get(
                        telling,
                        Map.of(
                                "properties",
                                HubSpotMeeting.PROPERTIES,
                                "propertiesWithHistory",
                                HubSpotMeeting.WITH_HISTORY,
                                "associations",
                                "contacts"),
                        "crm",
                        "v3",
                        "objects",
                        "meetings",
                        id)
                .map(found -> new HubSpotMeeting(id, found))
                .flatMap(meeting ->
                        meeting.contact()
                                .map(contact -> meeting(telling.goingOn(), meeting, contact, at))
                                .orElseGet(() -> ignored("the meeting is with no contact")));
    }

    private Mono<Translation> meeting(
            Telling telling, HubSpotMeeting meeting, String contact, Instant at) {
        Optional<MeetingNews> told = meeting.news(at, null);
        if (told.isEmpty()) {
            return ignored("the meeting was logged, and not booked");
        }
        if (told.get().kind() != MeetingNews.Kind.BOOKED) {
            return Mono.just(new Translation.Meeting(Map.of(), told.get()));
        }
        return read(telling, contact)
                .zipWith(host(telling, meeting))
                .map(found -> {
                    Map<String, Object> body = found.getT1().body();
                    Map<String, Object> calendar = new HashMap<>();
                    found.getT2().ifPresent(email -> calendar.put("host", email));
                    meeting.type().ifPresent(type -> calendar.put("type", type));
                    body.put("kind", "meeting");
                    body.put("meeting", calendar);
                    return new Translation.Meeting(
                            body, meeting.news(at, found.getT2().orElse(null)).orElseThrow());
                });
    }

    /** The address of whose calendar it is in; nobody's must not keep the meeting. */
    private Mono<Optional<String>> host(Telling telling, HubSpotMeeting meeting) {
        return Mono.justOrEmpty(meeting.owner())
                .flatMap(owner -> get(telling, Map.of(), "crm", "v3", "owners", owner))
                .flatMap(found -> Mono.justOrEmpty(PeerJson.text(found, "email")))
                .map(email -> Optional.of(email.toLowerCase(Locale.ROOT)))
                .onErrorResume(
                        TranslationFailedException.class,
                        failure ->
                                isDispensable(failure)
                                        ? Mono.just(Optional.empty())
                                        : Mono.error(failure))
                .defaultIfEmpty(Optional.empty());
    }

    /**
     * @param owner null when nobody owns the contact
     */
    private record Read(Map<String, Object> body, @Nullable String owner) {}

    private static @Nullable String owner(JsonNode contact) {
        return PeerJson.text(contact.path("properties"), HubSpotRecords.OWNER).orElse(null);
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

    /**
     * A change names its app; without the setting, the app that the event was sent to is ours.
     * Meetings are written to HubSpot, too.
     */
    private static boolean isEcho(
            ContactEvent event, ContactEvent.Meaning meaning, ConnectionAccess connection) {
        Optional<String> ours = connection.text("appId");
        if (ours.isEmpty()
                && (meaning == ContactEvent.Meaning.CHANGED
                        || meaning == ContactEvent.Meaning.MEETING)) {
            ours = event.appId();
        }
        return ours.filter(event::isMadeBy).isPresent();
    }

    private Mono<JsonNode> contact(Telling telling, String id) {
        Set<String> properties = new TreeSet<>(telling.sources().properties(Subject.RECORD));
        properties.add(HubSpotRecords.OWNER);
        return get(
                telling,
                Map.of("properties", String.join(",", properties), "associations", "companies"),
                "crm",
                "v3",
                "objects",
                "contacts",
                id);
    }

    /** Empty when it cannot be read for good. */
    private Mono<JsonNode> company(Telling telling, String id) {
        return get(
                        telling,
                        Map.of(
                                "properties",
                                String.join(
                                        ",",
                                        new TreeSet<>(
                                                telling.sources().properties(Subject.ACCOUNT)))),
                        "crm",
                        "v3",
                        "objects",
                        "companies",
                        id)
                .onErrorResume(
                        TranslationFailedException.class,
                        failure -> {
                            if (!isDispensable(failure)) {
                                return Mono.error(failure);
                            }
                            // Missing data never blocks: the lead goes on without its company.
                            LOG.warn(
                                    "company not read, connection={}, code={}",
                                    telling.account().connection().key(),
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
