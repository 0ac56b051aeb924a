package io.leaddispatcher.infra.egress;

import com.google.common.collect.ImmutableList;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * What an address is for, by IANA's special-purpose registries. Whatever is not known to be public
 * is not.
 */
enum AddressClass {
    PUBLIC,
    LOOPBACK,
    /** RFC 1918, and the unique local addresses of IPv6. */
    PRIVATE,
    /** Between a provider and its customers (RFC 6598). */
    SHARED,
    LINK_LOCAL,
    /** Where clouds answer about the machine itself. */
    METADATA,
    MULTICAST,
    /** Documentation, benchmarks, tunnels, future use, this network. */
    RESERVED;

    private static final int IPV4_BYTES = 4;

    // The first that holds the address decides, so the narrow ones stand before the wide ones.
    private static final ImmutableList<AddressBlock> IPV4 =
            ImmutableList.of(
                    block("169.254.169.254", 32, METADATA),
                    block("169.254.170.2", 32, METADATA),
                    block("168.63.129.16", 32, METADATA),
                    block("100.100.100.200", 32, METADATA),
                    block("192.0.0.192", 32, METADATA),
                    block("127.0.0.0", 8, LOOPBACK),
                    block("10.0.0.0", 8, PRIVATE),
                    block("172.16.0.0", 12, PRIVATE),
                    block("192.168.0.0", 16, PRIVATE),
                    block("100.64.0.0", 10, SHARED),
                    block("169.254.0.0", 16, LINK_LOCAL),
                    block("224.0.0.0", 4, MULTICAST),
                    block("0.0.0.0", 8, RESERVED),
                    block("192.0.0.0", 24, RESERVED),
                    block("192.0.2.0", 24, RESERVED),
                    block("192.88.99.0", 24, RESERVED),
                    block("198.18.0.0", 15, RESERVED),
                    block("198.51.100.0", 24, RESERVED),
                    block("203.0.113.0", 24, RESERVED),
                    block("240.0.0.0", 4, RESERVED),
                    block("0.0.0.0", 0, PUBLIC));

    private static final ImmutableList<AddressBlock> IPV6 =
            ImmutableList.of(
                    block("::1", 128, LOOPBACK),
                    block("fd00:ec2::254", 128, METADATA),
                    block("fd20:ce::254", 128, METADATA),
                    block("fc00::", 7, PRIVATE),
                    block("fe80::", 10, LINK_LOCAL),
                    block("ff00::", 8, MULTICAST),
                    block("2001::", 23, RESERVED),
                    block("2001:db8::", 32, RESERVED),
                    block("2002::", 16, RESERVED),
                    block("3fff::", 20, RESERVED),
                    block("2000::", 3, PUBLIC));

    private static final AddressBlock NAT64 = block("64:ff9b::", 96, RESERVED);

    private static AddressBlock block(String start, int bits, AddressClass meaning) {
        return new AddressBlock(InetAddress.ofLiteral(start), bits, meaning);
    }

    static AddressClass of(InetAddress address) {
        return of(address.getAddress());
    }

    private static AddressClass of(byte[] address) {
        if (address.length == IPV4_BYTES) {
            return in(IPV4, address);
        }
        // Mapped addresses and NAT64 are another spelling of the IPv4 address at their end.
        return isMapped(address) || NAT64.holds(address)
                ? in(IPV4, Arrays.copyOfRange(address, 12, 16))
                : in(IPV6, address);
    }

    private static AddressClass in(List<AddressBlock> blocks, byte[] address) {
        for (AddressBlock block : blocks) {
            if (block.holds(address)) {
                return block.meaning();
            }
        }
        return RESERVED;
    }

    private static boolean isMapped(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == (byte) 0xff && address[11] == (byte) 0xff;
    }
}
