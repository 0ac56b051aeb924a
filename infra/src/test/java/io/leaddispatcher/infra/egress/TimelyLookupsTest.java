package io.leaddispatcher.infra.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TimelyLookupsTest {

    private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.216.34");

    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch answers = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newFixedThreadPool(6);

    @AfterEach
    void stop() {
        answers.countDown();
        threads.shutdown();
    }

    /** By a name server that is silent for what is slow. */
    private InetAddress[] ask(String host) throws UnknownHostException {
        asked.add(host);
        if (host.contains("slow")) {
            try {
                answers.await();
            } catch (InterruptedException _) {
                throw new UnknownHostException(host);
            }
        }
        if (host.contains("nowhere")) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {PUBLIC};
    }

    private TimelyLookups lookups(Duration limit) {
        return new TimelyLookups(this::ask, limit, threads);
    }

    private static List<CompletableFuture<InetAddress[]>> begin(
            TimelyLookups lookups, String pattern, int times) {
        return IntStream.range(0, times)
                .mapToObj(each -> lookups.begin(pattern.formatted(each)))
                .toList();
    }

    @Test
    void aHostIsLookedUpOnceForAllWhoWantItAndAgainForWhoComesLater() throws Exception {
        var lookups = lookups(Duration.ofSeconds(10));
        var all = begin(lookups, "www.slow.test", 64);
        assertThat(lookups.addressesOf("www.acme.test")).as("is not held up").contains(PUBLIC);
        answers.countDown();

        for (var each : all) {
            assertThat(each.get(5, TimeUnit.SECONDS)).containsExactly(PUBLIC);
        }
        assertThat(asked).containsExactlyInAnyOrder("www.slow.test", "www.acme.test");
        lookups.addressesOf("WWW.acme.test");
        assertThat(asked).hasSize(3);
    }

    @Test
    void whoGivesUpEndsItForNobodyElse() throws Exception {
        var lookups = lookups(Duration.ofSeconds(10));
        var both = begin(lookups, "www.slow.test", 2);
        both.getFirst().cancel(true);
        answers.countDown();

        assertThat(both.getLast().get(5, TimeUnit.SECONDS)).containsExactly(PUBLIC);
    }

    @Test
    void whatTakesTooLongIsUnknownAtOnceForWhoComesThen() {
        var lookups = lookups(Duration.ofMillis(100));
        assertThatThrownBy(() -> lookups.addressesOf("www.slow.test"))
                .isInstanceOf(UnknownHostException.class);
        var later = lookups.begin("www.slow.test");

        assertThat(later).isCompletedExceptionally();
        assertThat(asked).hasSize(1);
    }

    @Test
    void aDomainThatIsSilentKeepsAFewThreadsOnly() throws Exception {
        var lookups = lookups(Duration.ofMillis(100));
        for (int i = 0; i < 10; i++) {
            String host = "host-%d.slow.co.uk".formatted(i);
            assertThatThrownBy(() -> lookups.addressesOf(host))
                    .isInstanceOf(UnknownHostException.class);
        }

        assertThat(asked).hasSize(4);
        assertThat(lookups.addressesOf("www.acme.co.uk")).containsExactly(PUBLIC);
    }

    @Test
    void aHostThatNobodyKnowsIsUnknown() {
        assertThatThrownBy(() -> lookups(Duration.ofSeconds(5)).addressesOf("nowhere.test"))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void whatFindsNoPlaceIsUnknownForNow() {
        threads.shutdown();

        assertThatThrownBy(() -> lookups(Duration.ofSeconds(5)).addressesOf("www.acme.test"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("too many");
    }
}
