package io.leaddispatcher.infra.egress;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where calls out may go.
 *
 * @param privateAddresses whether this machine and the networks around it may be called, too
 * @param own what the operator's own settings name; it is trusted, and nothing beside it
 */
record EgressRules(boolean privateAddresses, Set<Origin> own) {

    private static final Set<Integer> PORTS = Set.of(443, 8443);

    EgressRules {
        own = Set.copyOf(own);
    }

    /** For what workspaces name: they could name what the operator trusts, to get behind it. */
    static EgressRules forWorkspaces(boolean privateAddresses) {
        return new EgressRules(privateAddresses, Set.of());
    }

    /**
     * For the clients that the operator's settings lead.
     *
     * @param ownUrls base URLs from these settings; blank ones count for nothing
     */
    static EgressRules forOperator(boolean privateAddresses, List<String> ownUrls) {
        return new EgressRules(
                privateAddresses,
                ownUrls.stream()
                        .filter(url -> !url.isBlank())
                        .map(url -> Origin.of(URI.create(url.strip())))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()));
    }

    boolean allows(String host, int port, AddressClass address) {
        return switch (address) {
            case PUBLIC -> true;
            case LOOPBACK, PRIVATE, SHARED -> privateAddresses || isOwn(host, port);
            case LINK_LOCAL, METADATA, MULTICAST, RESERVED -> isOwn(host, port);
        };
    }

    /** Whether a request may be made at all, before its host is looked up. */
    boolean allows(URI target) {
        if (target.getRawUserInfo() != null) {
            return false;
        }
        return Origin.of(target).filter(this::mayBeAsked).isPresent();
    }

    private boolean mayBeAsked(Origin target) {
        boolean https = target.scheme().equals("https");
        if (own.contains(target) || privateAddresses) {
            return https || target.scheme().equals("http");
        }
        return https && PORTS.contains(target.port());
    }

    private boolean isOwn(String host, int port) {
        return own.stream().anyMatch(origin -> origin.isAt(host, port));
    }
}
