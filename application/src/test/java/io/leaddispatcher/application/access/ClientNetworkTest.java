package io.leaddispatcher.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNetworkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001:db8:0:1::7",
                "2001:db8:0:1:ffff:ffff:ffff:ffff",
                "2001:db8:0:1:0:0:0:0",
                "2001:0DB8:0000:0001::7",
            })
    void addressesOfOneIpv6NetworkAreOne(String address) {
        assertThat(ClientNetwork.of(address)).isEqualTo("2001:db8:0:1::/64");
    }

    @Test
    void anotherNetworkIsAnother() {
        assertThat(ClientNetwork.of("2001:db8:0:2::7")).isEqualTo("2001:db8:0:2::/64");
        assertThat(ClientNetwork.of("::1")).isEqualTo("0:0:0:0::/64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "::ffff:192.0.2.7", "unknown", "no:address", ""})
    void whatIsNoIpv6AddressStaysWhole(String text) {
        assertThat(ClientNetwork.of(text)).isEqualTo(text);
    }
}
