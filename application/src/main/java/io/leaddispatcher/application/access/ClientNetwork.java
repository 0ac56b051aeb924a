package io.leaddispatcher.application.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What is counted in place of the address that a request came from: whoever has an IPv6 address has
 * all of its network, and could come from another one each time.
 */
public final class ClientNetwork {

    /** Of an IPv6 address, those that tell the network: one subscriber is given that at least. */
    private static final int GROUPS = 4;

    private ClientNetwork() {}

    /**
     * The network of an IPv6 address, {@code 2001:db8:0:1::/64} say; anything else as it is.
     *
     * @param address as a literal, or a word when it is not known
     */
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // An IPv4 address within an IPv6 one is read as IPv4.
            return InetAddress.ofLiteral(address) instanceof Inet6Address literal
                    ? network(literal)
                    : address;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }

    private static String network(Inet6Address address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            text.append(Integer.toHexString(Short.toUnsignedInt(bytes.getShort()))).append(':');
        }
        return text.append(":/64").toString();
    }
}
