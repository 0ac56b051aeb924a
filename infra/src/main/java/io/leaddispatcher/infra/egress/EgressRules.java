package io.leaddispatcher.infra.egress;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where calls out may go.
 *
 * @param privateAddresses whether this machine and the networks around it may be called, too
 * @param ownHosts hosts that the operator's own settings name, in lower case; these are trusted
 */
record EgressRules(boolean privateAddresses, Set<String> ownHosts) {

    private static final Set<Integer> PORTS = Set.of(443, 8443);

    EgressRules {
        ownHosts = Set.copyOf(ownHosts);
    }

    /**
     * @param ownUrls base URLs from the operator's settings; blank ones count for nothing
     */
    static EgressRules of(boolean privateAddresses, List<String> ownUrls) {
        return new EgressRules(
                privateAddresses,
                ownUrls.stream()
                        .filter(url -> !url.isBlank())
                        .map(url -> URI.create(url.strip()).getHost())
                        .filter(host -> host != null)
                        .map(EgressRules::spelling)
                        .collect(Collectors.toSet()));
    }

    boolean allows(String host, AddressClass address) {
        return switch (address) {
            case PUBLIC -> true;
            case LOOPBACK, PRIVATE, SHARED -> privateAddresses || isOwn(host);
            case LINK_LOCAL, METADATA, MULTICAST, RESERVED -> isOwn(host);
        };
    }

    /** Whether a request may be made at all, before its host is looked up. */
    boolean allows(URI target) {
        String host = target.getHost();
        if (host == null || target.getRawUserInfo() != null) {
            return false;
        }
        boolean https = "https".equalsIgnoreCase(target.getScheme());
        if (isOwn(host) || privateAddresses) {
            return https || "http".equalsIgnoreCase(target.getScheme());
        }
        return https && (target.getPort() < 0 || PORTS.contains(target.getPort()));
    }

    private boolean isOwn(String host) {
        return ownHosts.contains(spelling(host));
    }

    /** IPv6 literals stand in brackets in a URL and without them elsewhere. */
    private static String spelling(String host) {
        String bare =
                host.startsWith("[") && host.endsWith("]")
                        ? host.substring(1, host.length() - 1)
                        : host;
        return bare.toLowerCase(Locale.ROOT);
    }
}
