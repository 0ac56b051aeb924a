package io.leaddispatcher.infra.egress;

import com.google.errorprone.annotations.Immutable;
import java.net.InetAddress;

/** All addresses that begin with the same bits, and what they are for. */
@Immutable
@SuppressWarnings("Immutable") // InetAddress does not change once made.
record AddressBlock(InetAddress start, int bits, AddressClass meaning) {

    boolean holds(byte[] address) {
        byte[] first = start.getAddress();
        if (address.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
