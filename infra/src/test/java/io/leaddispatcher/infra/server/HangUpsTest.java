package io.leaddispatcher.infra.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.http.HangUps;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import reactor.netty.channel.AbortedException;

class HangUpsTest {

    private final IOException reset =
            new IOException("recvAddress(..) failed with error(-104): Connection reset by peer");

    @Test
    void aClientThatIsGoneIsOne() {
        assertThat(HangUps.isOfClient(reset)).isTrue();
        assertThat(HangUps.isOfClient(new IllegalStateException(AbortedException.beforeSend())))
                .isTrue();
    }

    @Test
    void aDatabaseThatIsGoneIsNone() {
        var database = new R2dbcNonTransientResourceException("gone", "08006", reset);

        assertThat(HangUps.isOfClient(database)).isFalse();
        assertThat(HangUps.isOfClient(new CannotCreateTransactionException("begin", database)))
                .isFalse();
        assertThat(
                        HangUps.isOfClient(
                                new IllegalStateException(
                                        new DataAccessResourceFailureException("select", reset))))
                .isFalse();
    }

    @Test
    void whatIsWrongOtherwiseIsNone() {
        assertThat(HangUps.isOfClient(new IllegalStateException("no"))).isFalse();
    }
}
