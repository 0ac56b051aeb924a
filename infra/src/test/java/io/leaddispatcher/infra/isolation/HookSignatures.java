package io.leaddispatcher.infra.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.infra.isolation.TwoWorkspaces.Workspace;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs deliveries as the other sides do, with the secret of a workspace. */
final class HookSignatures {

    private HookSignatures() {}

    static Map<String, String> calendly(Workspace workspace, String body, Instant at) {
        long seconds = at.getEpochSecond();
        return Map.of(
                "Calendly-Webhook-Signature",
                "t=%d,v1=%s"
                        .formatted(
                                seconds,
                                hex(
                                        hmac(
                                                secret(workspace).getBytes(UTF_8),
                                                seconds + "." + body))));
    }

    private static String hex(String base64) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }

    static Map<String, String> calCom(Workspace workspace, String body) {
        return Map.of("X-Cal-Signature-256", hex(hmac(secret(workspace).getBytes(UTF_8), body)));
    }

    static Map<String, String> slack(Workspace signer, String body, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        byte[] mac =
                Base64.getDecoder()
                        .decode(
                                hmac(
                                        secret(signer).getBytes(UTF_8),
                                        "v0:" + timestamp + ":" + body));
        return Map.of(
                "X-Slack-Request-Timestamp",
                timestamp,
                "X-Slack-Signature",
                "v0=" + HexFormat.of().formatHex(mac));
    }

    static Map<String, String> standard(Workspace signer, String id, String body, Instant at) {
        String text = "%s.%d.%s".formatted(id, at.getEpochSecond(), body);
        byte[] key = Base64.getDecoder().decode(secret(signer).substring("whsec_".length()));
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(at.getEpochSecond()),
                "webhook-signature",
                "v1," + hmac(key, text));
    }

    static Map<String, String> hubSpot(Workspace signer, String uri, String body, Instant at) {
        String timestamp = Long.toString(at.toEpochMilli());
        return Map.of(
                "X-HubSpot-Request-Timestamp",
                timestamp,
                "X-HubSpot-Signature-v3",
                hmac(secret(signer).getBytes(UTF_8), "POST" + uri + body + timestamp));
    }

    private static String hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String secret(Workspace workspace) {
        return "whsec_"
                + Base64.getEncoder().encodeToString(workspace.slug().repeat(8).getBytes(UTF_8));
    }
}
