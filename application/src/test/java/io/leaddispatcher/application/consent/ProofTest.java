package io.leaddispatcher.application.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.Secret;
import org.junit.jupiter.api.Test;

class ProofTest {

    /** The example of RFC 7636, appendix B. */
    @Test
    void theChallengeIsThatOfThePublishedExample() {
        var published = new Proof(new Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));

        assertThat(published.challenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void anotherSessionOrStateHasAnotherProof() {
        Proof proof = Proof.of(new Secret("session"), "state");

        assertThat(proof.verifier().reveal()).matches("[A-Za-z0-9_-]{43}");
        assertThat(Proof.of(new Secret("session"), "state").challenge())
                .isEqualTo(proof.challenge());
        assertThat(Proof.of(new Secret("other"), "state").challenge())
                .isNotEqualTo(proof.challenge());
        assertThat(Proof.of(new Secret("session"), "other").challenge())
                .isNotEqualTo(proof.challenge());
    }
}
