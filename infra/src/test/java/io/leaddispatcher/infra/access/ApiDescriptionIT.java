package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.client.ApiClient;
import io.leaddispatcher.infra.access.DescribedApi.Operation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The OpenAPI document against the program: what it says exists, and answers as it says. */
@ExtendWith(InProgram.class)
class ApiDescriptionIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOBODY = "01900000-0000-7000-8000-000000000000";

    /**
     * Only what is dead is sent again, and nothing has died here; only who has a lead takes,
     * declines or returns it and has something to do, and only who is in a pool is moved, and
     * nobody has or is; a lead is passed on to a queue of its kind, and there is none; and nothing
     * waits to be claimed; a lead is merged into one that is there, and that of the example is not.
     * Only what is over goes on again, and only what stands there as it was seen is corrected. Only
     * what waits for its time is cancelled, and nothing waits; and no simulation of a single lead
     * goes on in the background.
     */
    private static final Set<String> NEVER_WELL =
            Set.of(
                    "DELETE /api/v1/policies/{kind}/schedule/{id}",
                    "GET /api/v1/policies/{kind}/simulations/{id}",
                    "DELETE /api/v1/policies/{kind}/simulations/{id}",
                    "GET /api/v1/connections/{key}/fields",
                    "GET /api/v1/connections/{key}/owners",
                    "POST /api/v1/connections/{key}/backfill",
                    "POST /api/v1/deliveries/{id}/replay",
                    "POST /api/v1/leads/{id}/accept",
                    "POST /api/v1/leads/{id}/correct",
                    "POST /api/v1/leads/{id}/decline",
                    "POST /api/v1/leads/{id}/handoff",
                    "POST /api/v1/leads/{id}/merge",
                    "POST /api/v1/leads/{id}/reopen",
                    "POST /api/v1/leads/{id}/return",
                    "POST /api/v1/queues/{key}/claim",
                    "POST /api/v1/tasks/{id}/complete",
                    "POST /api/v1/pools/{key}/ledger");

    private final AccessProgram program;
    private final DescribedApi api;

    ApiDescriptionIT(AccessProgram program) {
        this.program = program;
        this.api =
                new DescribedApi(asked(HttpRequest.newBuilder(program.at("/v3/api-docs"))).text());
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
        Set<String> declared = new TreeSet<>();
        program.mapping()
                .getHandlerMethods()
                .keySet()
                .forEach(mapping ->
                        mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method ->
                                        mapping.getPatternsCondition()
                                                .getPatterns()
                                                .forEach(pattern ->
                                                        declared.add(method + " " + pattern))));
        declared.removeIf(route -> !route.contains(" /api/") && !route.contains(" /hooks/"));

        assertThat(api.routes()).isEqualTo(declared);
    }

    @Test
    void theClientIsGeneratedFromWhatIsServed() throws IOException {
        try (var document = ApiClient.class.getResourceAsStream("openapi.json")) {
            assertThat(JSON.readTree(document))
                    .isEqualTo(
                            JSON.readTree(
                                    asked(HttpRequest.newBuilder(program.at("/v3/api-docs")))
                                            .text()));
        }
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        var all = new SoftAssertions();
        int tried = 0;
        for (Operation operation : api.operations()) {
            List<JsonNode> contents = new ArrayList<>();
            JsonNode body = operation.body();
            if (body != null) {
                assertThat(body.has("example")).as("%s has an example", operation).isTrue();
                contents.add(body);
            }
            operation
                    .node()
                    .path("responses")
                    .forEach(answer -> api.followed(answer).path("content").forEach(contents::add));
            for (JsonNode content : contents) {
                if (content.has("example")) {
                    all.assertThat(api.faults(content.path("schema"), content.path("example")))
                            .as("%s: %s", operation, content.path("example"))
                            .isEmpty();
                    tried++;
                }
            }
        }
        all.assertAll();
        assertThat(tried).as("examples").isGreaterThan(100);
    }

    @Test
    void everyOperationAnswersAsDescribed() {
        var workspace = program.workspace();
        var all = new SoftAssertions();
        Set<String> well = new TreeSet<>();
        Map<String, String> ids = new TreeMap<>();
        for (Operation operation : inOrder()) {
            JsonNode body = operation.body();
            AccessProgram.Answer answer =
                    program.api(
                            workspace.token(),
                            operation.method(),
                            path(operation, ids).substring("/api/v1".length()),
                            body == null ? null : body.path("example").toString());
            check(all, operation, answer);
            if (answer.status() < 300) {
                well.add(operation.toString());
                remember(operation, answer, ids);
            }
        }
        Set<String> missed = new TreeSet<>();
        inOrder().forEach(each -> missed.add(each.toString()));
        missed.removeAll(well);
        all.assertThat(missed).as("never answered well").isEqualTo(NEVER_WELL);
        all.assertAll();
    }

    @Test
    void everyProblemIsAsDescribed() {
        var workspace = program.workspace();
        var all = new SoftAssertions();
        for (Operation operation : inOrder()) {
            String path = path(operation, Map.of()).substring("/api/v1".length());
            check(
                    all,
                    operation,
                    program.api(
                            workspace.token(),
                            operation.method(),
                            path.replace("emea", "nobody"),
                            operation.body() == null ? null : "{\"nonsense\":1}"));
            if (operation.body() != null) {
                check(
                        all,
                        operation,
                        program.api(workspace.token(), operation.method(), path, "{"));
            }
        }
        all.assertAll();
    }

    @Test
    void everyHookRefusesAsDescribed() {
        var all = new SoftAssertions();
        for (Operation operation : api.operations()) {
            if (operation.path().startsWith("/hooks/")) {
                var request =
                        HttpRequest.newBuilder(program.at(path(operation, Map.of())))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(example(operation)));
                check(all, operation, asked(request));
            }
        }
        all.assertAll();
    }

    @Test
    void peopleReadItOnAPage() {
        var browser = new Browser(program);
        browser.logIn(program.workspace().owner(), AccessProgram.PASSWORD);

        assertThat(browser.get("/docs").text())
                .contains(">/api/v1/leads<", ">/hooks/forms/{hookId}<", "curl -X PUT");
        assertThat(browser.get("/docs?q=put+a+lead+in").text())
                .as("what a body is made of")
                .contains("preferredChannel", "annualRevenue");
        assertThat(browser.get("/docs?q=ERASE+person").text())
                .contains("/api/v1/privacy/erasures")
                .doesNotContain("/api/v1/reps");
    }

    /** What is made comes before what is shown, and what is deleted last. */
    private List<Operation> inOrder() {
        List<String> order = List.of("PUT", "POST", "GET", "DELETE");
        return api.operations().stream()
                .filter(each -> each.path().startsWith("/api/"))
                .sorted(
                        Comparator.<Operation>comparingInt(each ->
                                        each.method().equals("PUT") && each.path().contains("{id}")
                                                ? 2
                                                : order.indexOf(each.method()))
                                .thenComparing(Operation::path))
                .toList();
    }

    private String path(Operation operation, Map<String, String> ids) {
        String kind = operation.path().replaceFirst("/\\{.*", "");
        String path = operation.path().replace("{id}", ids.getOrDefault(kind, NOBODY));
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : api.parameters(operation)) {
            String name = parameter.path("name").asString();
            if (parameter.has("example")) {
                String example = parameter.path("example").asString();
                path = path.replace("{" + name + "}", example);
                if (parameter.path("in").asString().equals("query")) {
                    query.add(name + "=" + example);
                }
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private static void remember(
            Operation operation, AccessProgram.Answer answer, Map<String, String> ids) {
        if (operation.method().equals("POST") && answer.status() < 300) {
            JsonNode made = answer.body();
            String id = made.path("id").asString(made.path("leadId").asString(""));
            if (!id.isEmpty()) {
                ids.put(operation.path(), id);
            }
        }
    }

    /** As JSON; nothing for what is no JSON. */
    private static String example(Operation operation) {
        JsonNode body = operation.body();
        return body == null ? "" : body.path("example").toString();
    }

    private void check(SoftAssertions all, Operation operation, AccessProgram.Answer answer) {
        JsonNode described = api.answer(operation, answer.status());
        all.assertThat(described.isMissingNode())
                .as("%s: %d is not described: %s", operation, answer.status(), answer.text())
                .isFalse();
        JsonNode content = described.path("content");
        JsonNode json =
                answer.status() < 400
                        ? content.path("application/json")
                        : content.path("application/problem+json");
        if (json.has("schema")) {
            all.assertThat(api.faults(json.path("schema"), Objects.requireNonNull(parsed(answer))))
                    .as("%s: %d %s", operation, answer.status(), answer.text())
                    .isEmpty();
        }
    }

    private static AccessProgram.Answer asked(HttpRequest.Builder request) {
        try (var client = HttpClient.newHttpClient()) {
            return AccessProgram.answer(client, request.build());
        }
    }

    private static JsonNode parsed(AccessProgram.Answer answer) {
        return JSON.readTree(answer.text());
    }
}
