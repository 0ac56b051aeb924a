package io.leaddispatcher.application.sso.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.sso.port.ProviderException.Reason;
import org.junit.jupiter.api.Test;

class ProviderExceptionTest {

    private static final String FORGED = "the provider calls itself x\n2026-11-28 INFO all is well";

    @Test
    void whatAProviderSaysOfItselfStaysOneLine() {
        assertThat(new ProviderException(Reason.OTHER_ISSUER, FORGED))
                .hasMessage("the provider calls itself x?2026-11-28 INFO all is well");
        assertThat(new ProviderException(Reason.OTHER_ISSUER, FORGED, new Exception("why")))
                .hasMessage("the provider calls itself x?2026-11-28 INFO all is well");
    }
}
