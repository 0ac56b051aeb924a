package io.leaddispatcher.domain.sso;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InternetDomainName;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.lead.normal.Domains;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the members of a workspace log in with its identity provider.
 *
 * @param issuer the provider, spelled as its tokens spell it
 * @param domains of the addresses that it may speak for, in lower case
 * @param only whether members who are no owners must log in this way
 */
public record SingleSignOn(
        URI issuer,
        String clientId,
        List<String> domains,
        RoleMapping roles,
        boolean enabled,
        boolean only) {

    private static final int LONGEST = 500;
    private static final int MOST_DOMAINS = 50;

    public SingleSignOn {
        domains = ImmutableList.copyOf(domains);
    }

    /** Reads what an admin has set. Empty when the violations leave nothing to speak of. */
    public static Optional<SingleSignOn> read(Part document) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        Optional<URI> issuer =
                document.requiredProperty("issuer").flatMap(SingleSignOn::readIssuer);
        Optional<String> clientId = document.requiredProperty("clientId").flatMap(Part::asText);
        clientId.filter(each -> each.length() > LONGEST)
                .ifPresent(_ ->
                        document.violations()
                                .add(
                                        "/clientId",
                                        OUT_OF_RANGE,
                                        "must have 1 to %d characters".formatted(LONGEST)));
        List<String> domains = readDomains(document);
        RoleMapping roles =
                document.property("roles").map(RoleMapping::read).orElse(RoleMapping.NONE);
        boolean enabled = document.flag("enabled", false);
        boolean only = document.flag("only", false);
        document.refuseUnknown();
        if (issuer.isEmpty() || clientId.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new SingleSignOn(issuer.get(), clientId.get(), domains, roles, enabled, only));
    }

    /** An address that a provider may have; whether it answers there is another question. */
    public static Optional<URI> readIssuer(Part part) {
        return part.asText()
                .flatMap(text -> {
                    try {
                        var uri = new URI(text);
                        boolean web =
                                "https".equalsIgnoreCase(uri.getScheme())
                                        || "http".equalsIgnoreCase(uri.getScheme());
                        if (web
                                && uri.getHost() != null
                                && uri.getRawUserInfo() == null
                                && uri.getRawQuery() == null
                                && uri.getRawFragment() == null
                                && text.length() <= LONGEST) {
                            return Optional.of(uri);
                        }
                    } catch (URISyntaxException e) {
                        // Said below, like every other spelling that is none.
                    }
                    part.violation(
                            MALFORMED, "must be a web address without query, such as https://…");
                    return Optional.empty();
                });
    }

    private static List<String> readDomains(Part document) {
        List<Part> items = document.items("domains");
        if (items.isEmpty()) {
            document.violations().add("/domains", REQUIRED, "at least one domain is required");
        }
        if (items.size() > MOST_DOMAINS) {
            document.violations()
                    .add(
                            "/domains",
                            OUT_OF_RANGE,
                            "must be at most %d domains".formatted(MOST_DOMAINS));
        }
        return items.stream().flatMap(item -> readDomain(item).stream()).distinct().toList();
    }

    private static Optional<String> readDomain(Part item) {
        return item.asText()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(domain -> {
                    if (!InternetDomainName.isValid(domain)
                            || !InternetDomainName.from(domain).hasParent()) {
                        item.violation(MALFORMED, "must be a mail domain such as acme.com");
                        return false;
                    }
                    if (Domains.isFreeMail(domain)) {
                        item.violation(
                                OUT_OF_RANGE, "everybody can have an address at this domain");
                        return false;
                    }
                    return true;
                });
    }

    /** Whether it is the same client of the same issuer, whatever else is set. */
    public boolean isOfSameProviderAs(SingleSignOn other) {
        return issuer.equals(other.issuer) && clientId.equals(other.clientId);
    }

    /** Whether the provider may speak for this address, which is normalised. */
    public boolean speaksFor(String email) {
        return domains.contains(email.substring(email.lastIndexOf('@') + 1));
    }
}
