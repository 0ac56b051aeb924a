package io.leaddispatcher.infra.egress;

import io.leaddispatcher.application.egress.EgressGuard;
import io.leaddispatcher.application.egress.RefusedAddressException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

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
        List<InetAddress> addresses = look(host);
        for (InetAddress address : addresses) {
            // One bad address spoils the host: whoever names it could try until that one is taken.
            if (!rules.allows(host, port, AddressClass.of(address))) {
                throw new RefusedAddressException(
                        "'%s' has an address that calls out must not reach".formatted(host));
            }
        }
        return addresses;
    }

    private List<InetAddress> look(String host) throws UnknownHostException {
        if (host.isBlank()) {
            // The JDK takes an empty name for this machine.
            throw new RefusedAddressException("a host is needed");
        }
        InetAddress[] found = lookup.addressesOf(host);
        if (found.length == 0) {
            throw new UnknownHostException("'%s' has no address".formatted(host));
        }
        return List.of(found);
    }
}
