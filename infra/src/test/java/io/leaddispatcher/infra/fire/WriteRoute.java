package io.leaddispatcher.infra.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The ways to write something, each as the text of a request that leaves a mark in its row. */
enum WriteRoute {
    LEAD {
        @Override
        String request(Workspace workspace, String mark) {
            return api(workspace, "POST", "/leads", lead(mark), "Idempotency-Key: " + mark);
        }
    },
    LEAD_AND_WAIT {
        @Override
        String request(Workspace workspace, String mark) {
            return api(
                    workspace,
                    "POST",
                    "/leads",
                    lead(mark),
                    "Idempotency-Key: " + mark,
                    "Prefer: wait=10");
        }
    },
    CONFIGURATION {
        @Override
        String request(Workspace workspace, String mark) {
            return api(workspace, "PUT", "/accounts/" + mark, "{\"name\":\"%s\"}".formatted(mark));
        }
    },
    FORM {
        @Override
        String request(Workspace workspace, String mark) {
            return text(
                    "POST",
                    workspace.form().getRawPath(),
                    "application/x-www-form-urlencoded",
                    "contact.email=" + email(mark).replace("@", "%40"),
                    List.of("Idempotency-Key: " + mark));
        }
    },
    GENERIC {
        @Override
        String request(Workspace workspace, String mark) {
            String body = lead(mark);
            long now = Instant.now().getEpochSecond();
            String signature = hmac(Workspace.SIGNING_KEY, "%s.%d.%s".formatted(mark, now, body));
            return text(
                    "POST",
                    workspace.generic().getRawPath(),
                    JSON,
                    body,
                    List.of(
                            "webhook-id: " + mark,
                            "webhook-timestamp: " + now,
                            "webhook-signature: v1," + signature));
        }
    },
    HUBSPOT {
        @Override
        String request(Workspace workspace, String mark) {
            // Kept, but about nothing that is routed: so HubSpot need not be asked.
            String body =
                    """
                    [{"portalId":1,"subscriptionId":1,"subscriptionType":"company.creation",
                      "objectId":1,"eventId":"%s","occurredAt":1}]
                    """
                            .formatted(mark);
            long now = Instant.now().toEpochMilli();
            String signature =
                    hmac(
                            Workspace.CLIENT_SECRET.getBytes(UTF_8),
                            "POST" + workspace.hubspot() + body + now);
            return text(
                    "POST",
                    workspace.hubspot().getRawPath(),
                    JSON,
                    body,
                    List.of(
                            "X-HubSpot-Request-Timestamp: " + now,
                            "X-HubSpot-Signature-v3: " + signature));
        }
    },
    LOG_IN {
        @Override
        String request(Workspace workspace, String mark) {
            return text(
                    "POST",
                    "/login",
                    "application/x-www-form-urlencoded",
                    "email=%s&password=%s&_csrf=%s"
                            .formatted(
                                    URLEncoder.encode(workspace.owner(), UTF_8),
                                    Workspace.PASSWORD,
                                    workspace.csrf()),
                    List.of("Cookie: " + workspace.visitor()));
        }
    };

    private static final String JSON = "application/json";

    /** The whole request. */
    abstract String request(Workspace workspace, String mark);

    private static String lead(String mark) {
        return "{\"contact\":{\"email\":\"%s\"}}".formatted(email(mark));
    }

    static String email(String mark) {
        return mark + "@example.org";
    }

    private static String api(
            Workspace workspace, String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Authorization: Bearer " + workspace.api().token());
        return text(method, "/api/v1" + path, JSON, body, all);
    }

    private static String text(
            String method, String path, String contentType, String body, List<String> headers) {
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + path + " HTTP/1.1");
        lines.add("Host: localhost");
        lines.add("Connection: close");
        lines.add("Content-Type: " + contentType);
        lines.add("Content-Length: " + body.length());
        lines.addAll(headers);
        lines.add("");
        lines.add(body);
        return String.join("\r\n", lines);
    }

    private static String hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
