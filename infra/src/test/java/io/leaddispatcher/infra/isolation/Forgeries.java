package io.leaddispatcher.infra.isolation;

import static io.leaddispatcher.infra.isolation.TwoWorkspaces.ACME;
import static io.leaddispatcher.infra.isolation.TwoWorkspaces.GLOBEX;

import io.leaddispatcher.infra.isolation.TwoWorkspaces.Workspace;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What nobody signed, or the wrong one, or not now, or for something else.
 *
 * @param hooks the addresses of each workspace, by type
 */
record Forgeries(Map<Workspace, Map<String, String>> hooks) {

    /** A lead, and an event of a portal. */
    static final String LEAD = "{\"contact\":{\"email\":\"stranger@door.example\"}}";

    static final String HUBSPOT_EVENT =
            """
            [{"eventId":1,"subscriptionId":7,"portalId":%d,"appId":8,"occurredAt":1772445600123,
              "subscriptionType":"contact.creation","attemptNumber":0,"objectId":42}]
            """;

    /** The window is five minutes, both ways. */
    private static final Duration OUTSIDE = Duration.ofMinutes(6);

    /** One delivery that must be refused. */
    record Forgery(String name, String path, String body, Map<String, String> headers) {}

    List<Forgery> standard(String type) {
        String path = path(type);
        Instant now = Instant.now();
        Map<String, String> right = HookSignatures.standard(ACME, "msg_2", LEAD, now);
        return List.of(
                new Forgery(type + ", unsigned", path, LEAD, Map.of()),
                new Forgery(
                        type + ", by another tenant",
                        path,
                        LEAD,
                        HookSignatures.standard(GLOBEX, "msg_2", LEAD, now)),
                new Forgery(
                        type + ", stale",
                        path,
                        LEAD,
                        HookSignatures.standard(ACME, "msg_2", LEAD, now.minus(OUTSIDE))),
                new Forgery(
                        type + ", from the future",
                        path,
                        LEAD,
                        HookSignatures.standard(ACME, "msg_2", LEAD, now.plus(OUTSIDE))),
                new Forgery(type + ", other body", path, LEAD + " ", right),
                new Forgery(type + ", other id", path, LEAD, with(right, "webhook-id", "msg_3")),
                new Forgery(
                        type + ", other version",
                        path,
                        LEAD,
                        with(
                                right,
                                "webhook-signature",
                                Objects.requireNonNull(right.get("webhook-signature"))
                                        .replace("v1,", "v2,"))),
                new Forgery(
                        type + ", empty signature",
                        path,
                        LEAD,
                        with(right, "webhook-signature", "v1,")),
                new Forgery(
                        type + ", time that is none",
                        path,
                        LEAD,
                        with(right, "webhook-timestamp", "soon")));
    }

    List<Forgery> hubSpot(int portal) {
        String path = path("hubspot");
        String uri = hook(ACME, "hubspot");
        String body = HUBSPOT_EVENT.formatted(portal);
        Instant now = Instant.now();
        Map<String, String> right = HookSignatures.hubSpot(ACME, uri, body, now);
        return List.of(
                new Forgery("hubspot, unsigned", path, body, Map.of()),
                new Forgery(
                        "hubspot, by another tenant",
                        path,
                        body,
                        HookSignatures.hubSpot(GLOBEX, uri, body, now)),
                new Forgery(
                        "hubspot, for another address",
                        path,
                        body,
                        HookSignatures.hubSpot(ACME, hook(GLOBEX, "hubspot"), body, now)),
                new Forgery(
                        "hubspot, stale",
                        path,
                        body,
                        HookSignatures.hubSpot(ACME, uri, body, now.minus(OUTSIDE))),
                new Forgery(
                        "hubspot, from the future",
                        path,
                        body,
                        HookSignatures.hubSpot(ACME, uri, body, now.plus(OUTSIDE))),
                new Forgery("hubspot, other body", path, body + " ", right),
                new Forgery("hubspot, other query", path + "?x=1", body, right),
                new Forgery(
                        "hubspot, legacy signature where it is not accepted",
                        path,
                        body,
                        Map.of(
                                "X-HubSpot-Signature-Version",
                                "v1",
                                "X-HubSpot-Signature",
                                "0".repeat(64))));
    }

    List<Forgery> calendly() {
        String path = path("calendly");
        String body = "{\"event\":\"invitee.canceled\",\"payload\":{\"uri\":\"u1\"}}";
        Instant now = Instant.now();
        return List.of(
                new Forgery("calendly, unsigned", path, body, Map.of()),
                new Forgery(
                        "calendly, by another tenant",
                        path,
                        body,
                        HookSignatures.calendly(GLOBEX, body, now)),
                new Forgery(
                        "calendly, stale",
                        path,
                        body,
                        HookSignatures.calendly(ACME, body, now.minus(OUTSIDE))),
                new Forgery(
                        "calendly, from the future",
                        path,
                        body,
                        HookSignatures.calendly(ACME, body, now.plus(OUTSIDE))),
                new Forgery(
                        "calendly, other body",
                        path,
                        body + " ",
                        HookSignatures.calendly(ACME, body, now)));
    }

    List<Forgery> calCom() {
        String path = path("calcom");
        String body = "{\"triggerEvent\":\"BOOKING_CANCELLED\",\"payload\":{\"uid\":\"u1\"}}";
        return List.of(
                new Forgery("calcom, unsigned", path, body, Map.of()),
                new Forgery(
                        "calcom, without a secret",
                        path,
                        body,
                        Map.of("X-Cal-Signature-256", "no-secret-provided")),
                new Forgery(
                        "calcom, by another tenant",
                        path,
                        body,
                        HookSignatures.calCom(GLOBEX, body)),
                new Forgery(
                        "calcom, other body", path, body + " ", HookSignatures.calCom(ACME, body)));
    }

    List<Forgery> slack() {
        String body = "{\"type\":\"url_verification\",\"challenge\":\"c\"}";
        Instant now = Instant.now();
        Map<String, String> right = HookSignatures.slack(ACME, body, now);
        List<Forgery> forgeries = new ArrayList<>();
        for (String door : List.of("/events", "/interactions", "/commands")) {
            String path = path("slack") + door;
            forgeries.addAll(
                    List.of(
                            new Forgery("slack, unsigned" + door, path, body, Map.of()),
                            new Forgery(
                                    "slack, by another tenant" + door,
                                    path,
                                    body,
                                    HookSignatures.slack(GLOBEX, body, now)),
                            new Forgery(
                                    "slack, stale" + door,
                                    path,
                                    body,
                                    HookSignatures.slack(ACME, body, now.minus(OUTSIDE))),
                            new Forgery(
                                    "slack, from the future" + door,
                                    path,
                                    body,
                                    HookSignatures.slack(ACME, body, now.plus(OUTSIDE))),
                            new Forgery("slack, other body" + door, path, body + " ", right),
                            new Forgery(
                                    "slack, half a signature" + door,
                                    path,
                                    body,
                                    with(
                                            right,
                                            "X-Slack-Signature",
                                            Objects.requireNonNull(right.get("X-Slack-Signature"))
                                                    .substring(0, 35)))));
        }
        return forgeries;
    }

    private static Map<String, String> with(
            Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(name, value);
        return changed;
    }

    private String path(String type) {
        return URI.create(hook(ACME, type)).getPath();
    }

    private String hook(Workspace workspace, String type) {
        return Objects.requireNonNull(Objects.requireNonNull(hooks.get(workspace)).get(type));
    }
}
