package io.leaddispatcher.adapter.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.http.PeerJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** HubSpot's webhooks: it tells of what has happened, signed by the third version. */
public final class StandInHooks {

    private static final int MOST_AT_ONCE = 100;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicLong ids = new AtomicLong(9_000);
    private final URI target;
    private final URI publicTarget;
    private final String secret;
    private final String portal;
    private final String app;

    /**
     * Webhooks of one app in one account.
     *
     * @param target where it is called
     * @param publicTarget what it believes to call, as it is signed
     */
    public StandInHooks(URI target, URI publicTarget, String secret, String portal, String app) {
        this.target = target;
        this.publicTarget = publicTarget;
        this.secret = secret;
        this.portal = portal;
        this.app = app;
    }

    /** An event that a person has brought about. */
    public Map<String, Object> event(String type, long object, Object... more) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventId", ids.incrementAndGet());
        event.put("subscriptionId", 71);
        event.put("portalId", Long.valueOf(portal));
        event.put("appId", Long.valueOf(app));
        event.put("occurredAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toEpochMilli());
        event.put("subscriptionType", type);
        event.put("attemptNumber", 0);
        event.put("objectId", object);
        event.put("changeSource", "CRM_UI");
        event.put("sourceId", "userId:31");
        for (int i = 0; i < more.length; i += 2) {
            event.put(String.valueOf(more[i]), more[i + 1]);
        }
        return event;
    }

    /** As what the app itself has written comes back. */
    public Map<String, Object> echo(long contact, String property, String value) {
        return event(
                "contact.propertyChange",
                contact,
                "propertyName",
                property,
                "propertyValue",
                value,
                "changeSource",
                "INTEGRATION",
                "sourceId",
                app);
    }

    /** Sends these, a hundred at once; the worst status. */
    public int send(List<? extends Map<String, ?>> events)
            throws IOException, InterruptedException {
        int worst = 0;
        for (int from = 0; from < events.size(); from += MOST_AT_ONCE) {
            worst =
                    Math.max(
                            worst,
                            post(
                                    events.subList(
                                            from, Math.min(events.size(), from + MOST_AT_ONCE))));
        }
        return worst;
    }

    private int post(List<? extends Map<String, ?>> events)
            throws IOException, InterruptedException {
        String body = new String(PeerJson.USUAL.write(events), UTF_8);
        String at = String.valueOf(Instant.now().toEpochMilli());
        return client.send(
                        HttpRequest.newBuilder(target)
                                .header("Content-Type", "application/json")
                                .header("X-HubSpot-Request-Timestamp", at)
                                .header(
                                        "X-HubSpot-Signature-v3",
                                        Signing.hmac(secret, "POST" + publicTarget + body + at))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
