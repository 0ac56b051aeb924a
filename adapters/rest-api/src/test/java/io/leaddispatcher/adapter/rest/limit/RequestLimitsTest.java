package io.leaddispatcher.adapter.rest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class RequestLimitsTest {

    private final RequestLimits limits = new RequestLimits(200, 0, 200);

    @Test
    void theGuessesOfAnIpv6NetworkCountTogether() {
        for (int i = 0; i < 50_000; i++) {
            limits.guessedWrong(from("2001:db8:0:1::" + Integer.toHexString(i)));
        }

        assertThat(limits.guessing(from("2001:db8:0:1:ffff::1"))).isPresent();
        assertThat(limits.guessing(from("2001:db8:0:2::1"))).isEmpty();
        assertThat(limits.guessing(from("192.0.2.7"))).isEmpty();
    }

    private static ServerHttpRequest from(String address) {
        return MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(address), 443))
                .build();
    }
}
