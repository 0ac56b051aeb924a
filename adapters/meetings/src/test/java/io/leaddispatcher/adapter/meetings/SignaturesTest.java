package io.leaddispatcher.adapter.meetings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

/**
 * Neither provider publishes a signature together with its key: Calendly's documentation and its
 * example applications, and the sources of Cal.com, compute theirs when they run. So these were
 * made with OpenSSL from what they document:
 *
 * <pre>
 * printf %s '1772445600.{"event":"invitee.created"}' | openssl dgst -sha256 -hmac KEY
 * printf %s '{"event":"invitee.created"}' | openssl dgst -sha256 -hmac KEY
 * </pre>
 */
class SignaturesTest {

    private static final String KEY = "5mEzn9C-I28UtwOjZJtFoob0sAAFZ95GbZkqj4y3i0I";
    private static final byte[] BODY = "{\"event\":\"invitee.created\"}".getBytes(UTF_8);
    private static final long AT = 1772445600;

    /** Of {@code 1772445600.{"event":"invitee.created"}}. */
    private static final String CALENDLY =
            "a60f941a3c3c9db6e5350ed82aedf63e871c3a377d218021674cc029c3f6e7dd";

    /** Of {@code {"event":"invitee.created"}}. */
    private static final String CAL_COM =
            "90a347c4f1bf3e63492f654cc65eba8030fb7eff21d250de5ede7cf2e3b2a78b";

    private static boolean calendly(String header, long now) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(CalendlyProvider.SIGNATURE, header);
        return new CalendlyProvider(InstantSource.fixed(Instant.ofEpochSecond(now)))
                .isSigned(headers, BODY, KEY);
    }

    private static boolean calCom(String header, byte[] body, String secret) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(CalComProvider.SIGNATURE, header);
        return new CalComProvider().isSigned(headers, body, secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t=%d,v1=%s", "v1=%2$s,t=%1$d", "t=%d, v1=00,v0=1,v1=%s"})
    void calendlySignsTimeAndBodyInWhateverOrder(String form) {
        assertThat(calendly(form.formatted(AT, CALENDLY), AT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {AT - 180, AT + 180})
    void calendlysTimeCountsForThreeMinutes(long now) {
        assertThat(calendly("t=%d,v1=%s".formatted(AT, CALENDLY), now)).isTrue();
        long beyond = now < AT ? now - 1 : now + 1;
        assertThat(calendly("t=%d,v1=%s".formatted(AT, CALENDLY), beyond)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t=1772445600",
                "v1=@",
                "t=1772445600,v1=",
                "t=1772445601,v1=@",
                "t=1772445600,t=1772445600,v1=@",
                "t=-1,v1=@",
                "t=1772445600.,v1=@",
                "t=1772445600,v1=@0",
                "t=1772445600,v2=@"
            })
    void whatCalendlyDidNotSignIsRefused(String header) {
        assertThat(calendly(header.replace("@", CALENDLY), AT)).isFalse();
    }

    @Test
    void withoutAHeaderNothingIsSigned() {
        assertThat(
                        new CalendlyProvider(InstantSource.system())
                                .isSigned(new HttpHeaders(), BODY, KEY))
                .isFalse();
        assertThat(new CalComProvider().isSigned(new HttpHeaders(), BODY, KEY)).isFalse();
        HttpHeaders twice = new HttpHeaders();
        twice.add(CalComProvider.SIGNATURE, CAL_COM);
        twice.add(CalComProvider.SIGNATURE, CAL_COM);
        assertThat(new CalComProvider().isSigned(twice, BODY, KEY)).isFalse();
    }

    @Test
    void calComSignsTheBody() {
        assertThat(calCom(CAL_COM, BODY, KEY)).isTrue();
        assertThat(calCom("sha256=" + CAL_COM, BODY, KEY)).isTrue();
        assertThat(calCom(CAL_COM, "{}".getBytes(UTF_8), KEY)).isFalse();
        assertThat(calCom(CAL_COM, BODY, KEY + "x")).isFalse();
        assertThat(calCom("no-secret-provided", BODY, KEY)).isFalse();
        assertThat(calCom("", BODY, KEY)).isFalse();
    }
}
