package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.http.PeerJson.text;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What HubSpot says happened to a record. Only the id comes along, not the record. */
record ContactEvent(JsonNode json) {

    enum Meaning {
        CREATED,
        CHANGED,
        FORGOTTEN,
        MERGED,
        /** Of companies. */
        COMPANY,
        /** One was booked, or has changed. */
        MEETING,
        /** One was deleted. */
        MEETING_DELETED,
        OTHER
    }

    private static final String CONTACT = "0-1";
    private static final String COMPANY = "0-2";
    private static final String MEETING = "0-47";

    private static final Pattern ID = Pattern.compile("[0-9]{1,19}");

    Optional<String> portalId() {
        return text(json, "portalId");
    }

    Optional<String> objectId() {
        return text(json, "objectId");
    }

    Optional<String> appId() {
        return text(json, "appId");
    }

    Optional<Instant> occurredAt() {
        return text(json, "occurredAt")
                .filter(millis -> millis.matches("[0-9]{1,15}"))
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
    }

    /** The documentation calls it {@code eventType}; what arrives is {@code subscriptionType}. */
    String type() {
        return text(json, "subscriptionType").or(() -> text(json, "eventType")).orElse("");
    }

    Meaning meaning() {
        return switch (type()) {
            case "contact.creation" -> Meaning.CREATED;
            case "contact.propertyChange" -> Meaning.CHANGED;
            case "contact.merge" -> Meaning.MERGED;
            case "contact.privacyDeletion" -> Meaning.FORGOTTEN;
            case "company.creation",
                    "company.propertyChange",
                    "company.deletion",
                    "company.restore",
                    "company.merge" ->
                    Meaning.COMPANY;
            case "object.creation" -> ofObject(Meaning.CREATED);
            case "object.privacyDeletion" -> isOfType(CONTACT) ? Meaning.FORGOTTEN : Meaning.OTHER;
            case "object.propertyChange" -> ofObject(Meaning.CHANGED);
            case "object.merge" -> ofObject(Meaning.MERGED);
            case "object.deletion" ->
                    isOfType(MEETING) ? Meaning.MEETING_DELETED : ofObject(Meaning.OTHER);
            case "object.restore" -> ofObject(Meaning.OTHER);
            default -> Meaning.OTHER;
        };
    }

    /** Whether it is this property that was changed. */
    boolean isOf(String property) {
        return text(json, "propertyName").filter(property::equals).isPresent();
    }

    /** Whether the change was made by this app. */
    boolean isMadeBy(String appId) {
        return text(json, "changeSource").filter("INTEGRATION"::equals).isPresent()
                && text(json, "sourceId").filter(appId::equals).isPresent();
    }

    /**
     * The same for each delivery of the event. {@code eventId} alone is not unique, and {@code
     * attemptNumber} counts deliveries.
     */
    String idempotencyKey() {
        return String.join(
                "/",
                portalId().orElse("-"),
                text(json, "subscriptionId").orElse("-"),
                type(),
                objectId().orElse("-"),
                text(json, "eventId").orElse("-"),
                text(json, "occurredAt").orElse("-"));
    }

    /** What is left after a merge: a new object, or one of them. */
    Optional<String> survivor() {
        return Stream.of("newObjectId", "primaryObjectId", "objectId")
                .flatMap(name -> text(json, name).stream())
                .filter(ID.asMatchPredicate())
                .findFirst();
    }

    /** Those that are gone after a merge, first the one that counted most. */
    List<String> mergedAway() {
        return Stream.concat(
                        text(json, "primaryObjectId").stream(),
                        json.path("mergedObjectIds").valueStream().map(JsonNode::asString))
                .filter(ID.asMatchPredicate())
                .filter(id -> survivor().filter(id::equals).isEmpty())
                .distinct()
                .toList();
    }

    /** The ids of all objects that it is about; a merge is about those that are gone, too. */
    Set<String> objectIds() {
        return Stream.concat(
                        Stream.of("objectId", "primaryObjectId", "newObjectId")
                                .flatMap(name -> text(json, name).stream()),
                        json.path("mergedObjectIds").valueStream().map(JsonNode::asString))
                .filter(ID.asMatchPredicate())
                .collect(Collectors.toSet());
    }

    private Meaning ofObject(Meaning ofContact) {
        if (isOfType(CONTACT)) {
            return ofContact;
        }
        if (isOfType(MEETING)) {
            return ofContact == Meaning.CREATED || ofContact == Meaning.CHANGED
                    ? Meaning.MEETING
                    : Meaning.OTHER;
        }
        return isOfType(COMPANY) ? Meaning.COMPANY : Meaning.OTHER;
    }

    private boolean isOfType(String type) {
        return text(json, "objectTypeId").filter(type::equals).isPresent();
    }
}
