package io.leaddispatcher.adapter.rest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.leaddispatcher.adapter.rest.problem.ProblemWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class RequestLimitsTest {

    private static final int PER_SECOND = 200;
    private static final int SHARE = Share.WINDOW * PER_SECOND;

    /** It stands still, so that nothing comes back meanwhile. */
    private static final TimeMeter TIME =
            new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return 0;
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }
            };

    private final RequestLimits limits = new RequestLimits(PER_SECOND, 0, PER_SECOND, TIME);
    private final RequestLimitFilter filter = new RequestLimitFilter(limits, new ProblemWriter());

    @Test
    void theGuessesOfAnIpv6NetworkCountTogether() {
        for (int i = 0; i < 50_000; i++) {
            limits.guessedWrong(from("2001:db8:0:1::" + Integer.toHexString(i)));
        }

        assertThat(limits.guessing(from("2001:db8:0:1:ffff::1"))).isPresent();
        assertThat(limits.guessing(from("2001:db8:0:2::1"))).isEmpty();
        assertThat(limits.guessing(from("192.0.2.7"))).isEmpty();
    }

    @Test
    void aTokenHasOneShareHoweverItsSchemeIsWritten() {
        assertThat(passed("Bearer ldp_one")).isEqualTo(SHARE);

        for (String spelling : List.of("bearer ldp_one", "BEARER   ldp_one", "Bearer ldp_one ")) {
            assertThat(passed(spelling)).as(spelling).isZero();
        }
        assertThat(passed("Bearer ldp_two")).isEqualTo(SHARE);
    }

    private long passed(String authorization) {
        return IntStream.range(0, SHARE)
                .filter(_ -> limits.api(with(authorization)).orElseThrow().refused().isEmpty())
                .count();
    }

    @Test
    void whoFloodsAHookThatIsEverybodysKeepsNobodyElseFromIt() {
        assertThat(passed("/hooks/slack/events", "192.0.2.7")).isEqualTo(SHARE);

        assertThat(passed("/hooks/slack/events", "192.0.2.7")).isZero();
        assertThat(passed("/hooks/slack/events", "192.0.2.8")).isEqualTo(SHARE);
    }

    @Test
    void aHookOfAConnectionHasOneShareForAllAddresses() {
        assertThat(passed("/hooks/slack/abc/events", "192.0.2.7")).isEqualTo(SHARE);

        assertThat(passed("/hooks/slack/abc/commands", "192.0.2.8")).isZero();
    }

    private long passed(String path, String address) {
        return IntStream.range(0, SHARE).filter(_ -> passes(path, address)).count();
    }

    private boolean passes(String path, String address) {
        var exchange =
                MockServerWebExchange.from(
                        MockServerHttpRequest.post(path)
                                .remoteAddress(
                                        new InetSocketAddress(
                                                InetAddress.ofLiteral(address), 443)));
        filter.filter(exchange, _ -> Mono.empty()).block();
        return exchange.getResponse().getStatusCode() == null;
    }

    private static ServerHttpRequest with(String authorization) {
        return MockServerHttpRequest.get("/api/v1/leads")
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .build();
    }

    private static ServerHttpRequest from(String address) {
        return MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(address), 443))
                .build();
    }
}
