package io.leaddispatcher.domain.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where people find a lead's record in a CRM. The host is the CRM's own, or the one that the
 * connection names; nothing that a lead says gets into it.
 *
 * @param crm what the CRM is called
 * @param url always https
 */
public record CrmLink(String crm, URI url) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
    private static final Pattern SALESFORCE_ID =
            Pattern.compile("[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?");

    /** Such as has no meaning of its own in an address. */
    private static final Pattern ANY_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}");

    public CrmLink {
        if (!"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("no address that people may be sent to: " + url);
        }
    }

    /** Whether leads of this type have a record that people can look at. */
    public static boolean exists(ConnectionType type) {
        return switch (type) {
            case HUBSPOT, SALESFORCE, CRM -> true;
            case SLACK, SMTP, GENERIC, FORM, CALENDLY, CALCOM, VOICE -> false;
        };
    }

    /** Whether such a record may have no owner; Salesforce's always have one. */
    public static boolean mayBelongToNobody(ConnectionType type) {
        return switch (type) {
            case HUBSPOT, CRM -> true;
            case SALESFORCE, SLACK, SMTP, GENERIC, FORM, CALENDLY, CALCOM, VOICE -> false;
        };
    }

    /**
     * To a record of a connection. Empty where the connection does not say enough, or the id is
     * none of the CRM's.
     *
     * @param record the CRM's own id of the contact or lead, as the connection told it
     */
    public static Optional<CrmLink> to(
            ConnectionType type, Map<String, ?> settings, String record) {
        return switch (type) {
            case HUBSPOT ->
                    Optional.ofNullable(settings.get("portalId"))
                            .map(Object::toString)
                            .filter(portal -> NUMBER.matcher(portal).matches())
                            .filter(_ -> NUMBER.matcher(record).matches())
                            .map(portal ->
                                    new CrmLink(
                                            "HubSpot",
                                            URI.create(
                                                    "https://app.hubspot.com/contacts/%s/record/0-1/%s"
                                                            .formatted(portal, record))));
            case SALESFORCE ->
                    Optional.of(record)
                            .filter(id -> SALESFORCE_ID.matcher(id).matches())
                            .flatMap(id ->
                                    origin(settings.get("instanceUrl"))
                                            .map(origin ->
                                                    new CrmLink(
                                                            "Salesforce",
                                                            URI.create(
                                                                    "%s/lightning/r/%s/%s/view"
                                                                            .formatted(
                                                                                    origin,
                                                                                    object(id),
                                                                                    id)))));
            case CRM ->
                    Optional.of(record)
                            .filter(id -> ANY_ID.matcher(id).matches())
                            .flatMap(id ->
                                    below(settings.get("recordUrl"), id)
                                            .map(url -> new CrmLink("CRM", url)));
            case SLACK, SMTP, GENERIC, FORM, CALENDLY, CALCOM, VOICE -> Optional.empty();
        };
    }

    /** Of an address that was written once, and that may be none that people can be sent to. */
    public static Optional<CrmLink> of(@Nullable String crm, @Nullable String url) {
        return crm == null || crm.isBlank() || url == null
                ? Optional.empty()
                : uri(url).filter(
                                read -> "https".equals(read.getScheme()) && read.getHost() != null)
                        .map(read -> new CrmLink(crm, read));
    }

    /** The first three characters of an id tell what it is of. */
    private static String object(String id) {
        return id.startsWith("003") ? "Contact" : "Lead";
    }

    private static Optional<String> origin(@Nullable Object instance) {
        return instance instanceof String text
                ? uri(text.strip())
                        .filter(read -> "https".equalsIgnoreCase(read.getScheme()))
                        .filter(read -> read.getHost() != null && read.getUserInfo() == null)
                        .map(read ->
                                "https://"
                                        + read.getHost()
                                        + (read.getPort() < 0 ? "" : ":" + read.getPort()))
                : Optional.empty();
    }

    private static Optional<URI> below(@Nullable Object address, String id) {
        return address instanceof String text
                ? uri(text.strip())
                        .filter(read -> "https".equals(read.getScheme()))
                        .filter(read -> read.getHost() != null && read.getUserInfo() == null)
                        .filter(read -> read.getQuery() == null && read.getFragment() == null)
                        .map(read -> URI.create(read.toString().replaceAll("/+$", "") + "/" + id))
                : Optional.empty();
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
