package io.leaddispatcher.infra.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A workspace with a CRM that answers and a calendar: some of its reps are known there, some of its
 * fields are read from there, and what is mapped wrongly is told.
 */
record ConnectedWorkspace(DemoProgram.Account owner) {

    private static final long CONTACT = 9_901;

    /** Its pages that look otherwise than without a CRM. */
    static final List<String> PAGES =
            List.of(
                    "/connections",
                    "/connections/hs",
                    "/connections/hs/owners",
                    "/connections/hs/owners/ben",
                    "/connections/hs/mapping?record=" + CONTACT,
                    "/connections/calendly",
                    "/connections/sf",
                    "/monitoring");

    static ConnectedWorkspace found(DemoProgram program, String slug) {
        var hubSpot = program.hubSpot().records();
        hubSpot.owner("771", "mia@connected.test");
        hubSpot.owner("772", "benjamin@connected.test");
        hubSpot.company(
                4_711,
                Instant.EPOCH,
                Map.of("name", "Acme", "domain", "acme.test", "industry", "FINTECH"));
        hubSpot.contact(CONTACT, 4_711L, Map.of("email", "ana@acme.test", "budget", "much"));
        String token = "ldp_" + slug.repeat(40).substring(0, 40);
        var tenant = program.workspace(slug, token);
        send(
                program,
                token,
                "/connections/hs",
                """
                {"type":"hubspot","name":"Our HubSpot",
                 "settings":{"portalId":"1","writeFields":{"rule":"no_such_thing","status":"hs_lead_status"},
                             "statusValues":{"ASSIGNED":"OPEN"}},
                 "secrets":{"accessToken":"%s","clientSecret":"s"}}
                """
                        .formatted(DemoProgram.CRM_TOKEN));
        send(
                program,
                token,
                "/connections/sf",
                """
                {"type":"salesforce","name":"Salesforce","active":false,
                 "settings":{"organizationId":"00D5g000000DEMOEA4"},
                 "secrets":{"clientId":"id","clientSecret":"secret"}}
                """);
        send(
                program,
                token,
                "/connections/calendly",
                "{\"type\":\"calendly\",\"name\":\"Calendly\",\"secrets\":{\"signingKey\":\"k\"}}");
        send(program, token, "/reps/mia", "{\"name\":\"Mia\",\"email\":\"mia@connected.test\"}");
        send(program, token, "/reps/ben", "{\"name\":\"Ben\",\"email\":\"ben@connected.test\"}");
        send(
                program,
                token,
                "/fields/budget",
                "{\"name\":\"Budget\",\"type\":\"NUMBER\",\"mappings\":{\"hs\":\"budget\"}}");
        return new ConnectedWorkspace(program.withPhone(program.join(tenant, Role.ADMIN, null)));
    }

    private static void send(DemoProgram program, String token, String path, String body) {
        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(program.at("/api/v1" + path))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .PUT(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
