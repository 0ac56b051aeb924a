package io.leaddispatcher.infra.secret;

import io.leaddispatcher.application.push.port.PushKeys;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.math.ec.ECPoint;
import org.springframework.stereotype.Component;

/** Derived from the installation's key, as all of its secrets are: every node has the same. */
@Component
final class DerivedPushKeys implements PushKeys {

    private static final String CURVE = "secp256r1";

    private final KeyPair pair;

    DerivedPushKeys(InstallationKey key) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(CURVE));
        ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
        BigInteger secret = secret(key, curve.getOrder());
        ECPoint point = ECNamedCurveTable.getByName(CURVE).getG().multiply(secret).normalize();
        KeyFactory keys = KeyFactory.getInstance("EC");
        this.pair =
                new KeyPair(
                        keys.generatePublic(
                                new ECPublicKeySpec(
                                        new java.security.spec.ECPoint(
                                                point.getAffineXCoord().toBigInteger(),
                                                point.getAffineYCoord().toBigInteger()),
                                        curve)),
                        keys.generatePrivate(new ECPrivateKeySpec(secret, curve)));
    }

    /** From 1 to below the order. Twice as many bits as needed, so that none is more likely. */
    private static BigInteger secret(InstallationKey key, BigInteger order) {
        byte[] high = Base64.getUrlDecoder().decode(key.derive("push keys, first half"));
        byte[] low = Base64.getUrlDecoder().decode(key.derive("push keys, second half"));
        BigInteger wide =
                new BigInteger(1, high).shiftLeft(low.length * 8).or(new BigInteger(1, low));
        return wide.mod(order.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    }

    @Override
    public KeyPair pair() {
        return pair;
    }
}
