package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.adapter.hubspot.HubSpotJson.text;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What HubSpot says happened to a record. Only the id comes along, not the record. */
record ContactEvent(JsonNode json) {

    enum Meaning {
        CREATED,
        CHANGED,
        FORGOTTEN,
        OTHER
    }

    private static final String CONTACT = "0-1";

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
            case "contact.privacyDeletion" -> Meaning.FORGOTTEN;
            case "object.creation" -> isContact() ? Meaning.CREATED : Meaning.OTHER;
            case "object.privacyDeletion" -> isContact() ? Meaning.FORGOTTEN : Meaning.OTHER;
            case "object.propertyChange" -> isContact() ? Meaning.CHANGED : Meaning.OTHER;
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

    private boolean isContact() {
        return text(json, "objectTypeId").filter(CONTACT::equals).isPresent();
    }
}
