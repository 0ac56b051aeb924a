package io.leaddispatcher.infra.server;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import io.leaddispatcher.infra.failure.CannotStartException;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.ConnectionInfo;

/** The proxies that are believed when they say whose request they pass on. */
final class TrustedProxies {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<IpSubnetFilterRule> networks;

    private TrustedProxies(List<IpSubnetFilterRule> networks) {
        this.networks = networks;
    }

    /**
     * @param networks addresses, or networks as {@code 10.0.0.0/8}; none: nobody is believed
     */
    static TrustedProxies of(List<String> networks) {
        return new TrustedProxies(
                networks.stream()
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(TrustedProxies::network)
                        .toList());
    }

    private static IpSubnetFilterRule network(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress first =
                    InetAddresses.forString(slash < 0 ? text : text.substring(0, slash));
            int longest = first.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
            return new IpSubnetFilterRule(first, bits, IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException e) {
            throw new CannotStartException(
                    ("dispatcher.trusted-proxies: '%s' is neither an address like 10.0.0.7 nor a"
                                    + " network like 10.0.0.0/8 or fd00::/8.")
                            .formatted(text),
                    e);
        }
    }

    /** The connection as its client would have made it without the proxies between. */
    ConnectionInfo client(ConnectionInfo connection, HttpHeaders headers) {
        InetSocketAddress peer = connection.getRemoteAddress();
        if (networks.isEmpty() || peer == null || !isTrusted(peer)) {
            return connection;
        }
        InetSocketAddress client = client(peer, headers.getAll(FORWARDED_FOR));
        return client.equals(peer) ? connection : connection.withRemoteAddress(client);
    }

    /**
     * The nearest that is no proxy of ours: each proxy writes behind the others whom it was called
     * by, and what stands further left the client may have made up. The farthest when all are; the
     * peer when one cannot be read.
     */
    private InetSocketAddress client(InetSocketAddress peer, List<String> headers) {
        InetSocketAddress client = peer;
        List<String> entries =
                headers.isEmpty() ? List.of() : List.of(String.join(",", headers).split(",", -1));
        for (String entry : entries.reversed()) {
            InetSocketAddress caller = read(entry);
            if (caller == null) {
                return peer;
            }
            client = caller;
            if (!isTrusted(caller)) {
                break;
            }
        }
        return client;
    }

    private boolean isTrusted(InetSocketAddress address) {
        return networks.stream().anyMatch(network -> network.matches(address));
    }

    /** Null when it is no address. */
    private static @Nullable InetSocketAddress read(String entry) {
        try {
            HostAndPort written = HostAndPort.fromString(entry.strip());
            return new InetSocketAddress(
                    InetAddresses.forString(written.getHost()), written.getPortOrDefault(0));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
