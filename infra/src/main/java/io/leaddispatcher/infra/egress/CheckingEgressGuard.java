package io.leaddispatcher.infra.egress;

import io.leaddispatcher.application.egress.EgressGuard;
import io.leaddispatcher.application.egress.RefusedAddressException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Looks a host up and lets it pass only when each of its addresses may be reached. */
final class CheckingEgressGuard implements EgressGuard {

    private final EgressRules rules;
    private final NameLookup lookup;

    CheckingEgressGuard(EgressRules rules, NameLookup lookup) {
        this.rules = rules;
        this.lookup = lookup;
    }

    @Override
    public List<InetAddress> resolve(String host, int port) throws UnknownHostException {
        requireName(host);
        return checked(host, port, lookup.addressesOf(host));
    }

    /** Likewise, without waiting. */
    CompletableFuture<List<InetAddress>> begin(String host, int port) {
        try {
            requireName(host);
        } catch (UnknownHostException e) {
            return CompletableFuture.failedFuture(e);
        }
        return lookup.begin(host)
                .thenCompose(found -> {
                    try {
                        return CompletableFuture.completedFuture(checked(host, port, found));
                    } catch (UnknownHostException e) {
                        return CompletableFuture.failedFuture(e);
                    }
                });
    }

    private static void requireName(String host) throws UnknownHostException {
        if (host.isBlank()) {
            // The JDK takes an empty name for this machine.
            throw new RefusedAddressException("a host is needed");
        }
    }

    private List<InetAddress> checked(String host, int port, InetAddress[] found)
            throws UnknownHostException {
        if (found.length == 0) {
            throw new UnknownHostException("'%s' has no address".formatted(host));
        }
        for (InetAddress address : found) {
            // One bad address spoils the host: whoever names it could try until that one is taken.
            if (!rules.allows(host, port, AddressClass.of(address))) {
                throw new RefusedAddressException(
                        "'%s' has an address that calls out must not reach".formatted(host));
            }
        }
        return List.of(found);
    }
}
