package io.leaddispatcher.adapter.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.connection.port.ConnectionProbe.Finding;
import io.leaddispatcher.application.egress.EgressGuard;
import io.leaddispatcher.application.egress.RefusedAddressException;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

class SmtpProbeTest {

    private static final EgressGuard OPEN = (_, _) -> List.of(InetAddress.getLoopbackAddress());
    private static final EgressGuard SHUT =
            (_, _) -> {
                throw new RefusedAddressException("no");
            };
    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeAll
    static void start() {
        MAIL.setUser("robot", "secret");
        MAIL.start();
        MAIL.getUserManager().setAuthRequired(true);
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
    }

    @Test
    void theRightPasswordWorksAndNothingIsSent() {
        assertThat(probe(OPEN, false, "secret").ok()).isTrue();
        assertThat(MAIL.getReceivedMessages()).isEmpty();
    }

    @Test
    void aWrongPasswordDoesNotAndIsNotRepeated() {
        Finding finding = probe(OPEN, false, "not-it");

        assertThat(finding.ok()).isFalse();
        assertThat(finding.message()).doesNotContain("not-it", "robot", "localhost");
    }

    @Test
    void aServerWithoutTlsDoesNotWhereTlsIsAsked() {
        assertThat(probe(OPEN, true, "secret").ok()).isFalse();
    }

    @Test
    void anAddressThatTheGuardRefusesDoesNot() {
        assertThat(probe(SHUT, false, "secret").ok()).isFalse();
    }

    private static Finding probe(EgressGuard guard, boolean startTls, String password) {
        return Objects.requireNonNull(
                new SmtpProbe(
                                new SmtpServers(
                                        new GuardedSocketFactory(guard),
                                        new GuardedSocketFactory(guard),
                                        Duration.ofSeconds(5)),
                                Schedulers.boundedElastic())
                        .probe(
                                new TenantId(new UUID(0, 1)),
                                new ConnectionAccess(
                                        new ConnectionKey("smtp"),
                                        "smtp",
                                        Map.of(
                                                "host",
                                                "localhost",
                                                "port",
                                                BigDecimal.valueOf(MAIL.getSmtp().getPort()),
                                                "from",
                                                "leads@dispatcher.test",
                                                "startTls",
                                                startTls),
                                        Map.of(
                                                "username", new Secret("robot"),
                                                "password", new Secret(password))))
                        .block());
    }
}
