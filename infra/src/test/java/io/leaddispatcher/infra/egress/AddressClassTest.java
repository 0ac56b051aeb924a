package io.leaddispatcher.infra.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressClassTest {

    @ParameterizedTest
    @CsvSource({
        "93.184.216.34, PUBLIC",
        "9.255.255.255, PUBLIC",
        "10.0.0.0, PRIVATE",
        "10.255.255.255, PRIVATE",
        "11.0.0.0, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.16.0.0, PRIVATE",
        "172.31.255.255, PRIVATE",
        "172.32.0.0, PUBLIC",
        "192.168.0.0, PRIVATE",
        "192.168.255.255, PRIVATE",
        "127.0.0.1, LOOPBACK",
        "127.255.255.255, LOOPBACK",
        "169.254.0.1, LINK_LOCAL",
        "169.254.169.254, METADATA",
        "169.254.170.2, METADATA",
        "168.63.129.16, METADATA",
        "100.100.100.200, METADATA",
        "192.0.0.192, METADATA",
        "100.63.255.255, PUBLIC",
        "100.64.0.0, SHARED",
        "100.127.255.255, SHARED",
        "100.128.0.0, PUBLIC",
        "223.255.255.255, PUBLIC",
        "224.0.0.1, MULTICAST",
        "239.255.255.255, MULTICAST",
        "240.0.0.1, RESERVED",
        "255.255.255.255, RESERVED",
        "0.0.0.0, RESERVED",
        "0.1.2.3, RESERVED",
        "192.0.0.1, RESERVED",
        "192.0.2.1, RESERVED",
        "192.88.99.1, RESERVED",
        "198.17.255.255, PUBLIC",
        "198.18.0.0, RESERVED",
        "198.19.255.255, RESERVED",
        "198.20.0.0, PUBLIC",
        "198.51.100.7, RESERVED",
        "203.0.113.7, RESERVED",
    })
    void anAddressOfIPv4IsWhatItsBlockSays(String address, AddressClass expected) {
        assertThat(AddressClass.of(InetAddress.ofLiteral(address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2606:2800:220:1:248:1893:25c8:1946, PUBLIC",
        "2a00:1450:4001:80f::200e, PUBLIC",
        "::1, LOOPBACK",
        "::, RESERVED",
        "::7f00:1, RESERVED",
        "fc00::1, PRIVATE",
        "fdff:ffff::1, PRIVATE",
        "fd00:ec2::254, METADATA",
        "fe80::1, LINK_LOCAL",
        "febf::1, LINK_LOCAL",
        "fec0::1, RESERVED",
        "ff02::1, MULTICAST",
        "2001:db8::1, RESERVED",
        "2001::1, RESERVED",
        "2001:1ff::1, RESERVED",
        "2001:200::1, PUBLIC",
        "2002:7f00:1::, RESERVED",
        "2002:808:808::, RESERVED",
        "3fff::1, RESERVED",
        "4000::1, RESERVED",
        "64:ff9b::a9fe:a9fe, METADATA",
        "64:ff9b::7f00:1, LOOPBACK",
        "64:ff9b::5db8:d822, PUBLIC",
        "64:ff9b:1::5db8:d822, RESERVED",
        "100::1, RESERVED",
    })
    void anAddressOfIPv6IsWhatItsBlockSays(String address, AddressClass expected) {
        assertThat(AddressClass.of(InetAddress.ofLiteral(address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000ffff7f000001, LOOPBACK",
        "00000000000000000000ffffa9fea9fe, METADATA",
        "00000000000000000000ffff0a000001, PRIVATE",
        "00000000000000000000ffff5db8d822, PUBLIC",
    })
    void aMappedAddressIsItsIPv4Address(String bytes, AddressClass expected)
            throws UnknownHostException {
        var address = InetAddress.getByAddress(HexFormat.of().parseHex(bytes));

        assertThat(AddressClass.of(address)).isEqualTo(expected);
    }
}
