package io.leaddispatcher.infra.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.egress.RefusedAddressException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckingEgressGuardTest {

    private static final EgressRules STRICT = EgressRules.forWorkspaces(false);

    @Test
    void aPublicHostPassesWithAllItsAddresses() throws UnknownHostException {
        var guard = guard(STRICT, "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946");

        assertThat(guard.resolve("www.acme.test", 443))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946");
    }

    @Test
    void oneBadAddressAmongGoodOnesRefusesTheHost() {
        var guard = guard(STRICT, "93.184.216.34", "169.254.169.254");

        assertThatThrownBy(() -> guard.resolve("rebind.acme.test", 443))
                .isInstanceOf(RefusedAddressException.class)
                .hasMessageNotContaining("169.254");
    }

    @Test
    void aHostWithoutAddressIsUnknown() {
        assertThatThrownBy(() -> guard(STRICT).resolve("empty.acme.test", 443))
                .isExactlyInstanceOf(UnknownHostException.class);
    }

    @Test
    void pain49_aHostThatNobodyKnowsNowIsNotRefusedForGood() {
        var guard =
                new CheckingEgressGuard(
                        STRICT,
                        host -> {
                            throw new UnknownHostException(host);
                        });

        assertThatThrownBy(() -> guard.resolve("nowhere.acme.test", 443))
                .isExactlyInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "127.1", "2130706433", "127.0.0.1", "0", "::1", "[::ffff:7f00:1]"})
    void noSpellingOfThisMachineGetsThrough(String host) {
        var guard = new CheckingEgressGuard(STRICT, InetAddress::getAllByName);

        assertThatThrownBy(() -> guard.resolve(host, 443))
                .isInstanceOf(RefusedAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "fd12::1", "100.64.0.9"})
    void privateAddressesPassWhereTheOperatorAllowsThem(String address)
            throws UnknownHostException {
        var guard = guard(EgressRules.forWorkspaces(true), address);

        assertThat(guard.resolve("inside.acme.test", 443)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "fe80::1", "224.0.0.1", "0.0.0.0", "fd00:ec2::254"})
    void metadataAndTheLikeDoNotPassEvenThen(String address) {
        var guard = guard(EgressRules.forWorkspaces(true), address);

        assertThatThrownBy(() -> guard.resolve("inside.acme.test", 443))
                .isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void theOperatorsClientReachesWhatItsSettingsNameAndNothingBesideIt()
            throws UnknownHostException {
        var rules =
                EgressRules.forOperator(
                        false,
                        List.of(
                                "",
                                "http://CRM.internal:9000/api/",
                                "https://login.internal",
                                "smtp://[fd12::25]:587"));

        assertThat(guard(rules, "10.0.0.5").resolve("crm.INTERNAL", 9000)).hasSize(1);
        assertThat(guard(rules, "10.0.0.6").resolve("login.internal", 443)).hasSize(1);
        assertThat(guard(rules, "fd12::25").resolve("fd12::25", 587)).hasSize(1);
        assertRefused(rules, "10.0.0.5", "other.internal", 9000);
        assertRefused(rules, "10.0.0.5", "crm.internal", 5432);
        assertRefused(rules, "fd12::25", "fd12::25", 25);
    }

    private static void assertRefused(EgressRules rules, String address, String host, int port) {
        assertThatThrownBy(() -> guard(rules, address).resolve(host, port))
                .isInstanceOf(RefusedAddressException.class);
    }

    private static CheckingEgressGuard guard(EgressRules rules, String... addresses) {
        return new CheckingEgressGuard(
                rules,
                _ -> Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new));
    }
}
