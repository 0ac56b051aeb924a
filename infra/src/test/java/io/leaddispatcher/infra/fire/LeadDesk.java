package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Leads of one workspace as a program puts them in and acts on them. */
final class LeadDesk {

    /** With the name of the tier, the rule's id, its target and other properties of it. */
    private static final String TIERS =
            "\"tiers\":[{\"name\":\"%s\",\"rules\":[{\"id\":\"%s\",\"assign\":%s%s}]}]";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Api api;
    private final AtomicInteger leads = new AtomicInteger();
    private int version = 2;

    LeadDesk(Api api) {
        this.api = api;
    }

    Api api() {
        return api;
    }

    /** Every lead goes to this target from now on. */
    void publish(String assign) throws IOException, InterruptedException {
        publish(assign, "");
    }

    /**
     * Likewise.
     *
     * @param more other properties of the rule, each after a comma
     */
    void publish(String assign, String more) throws IOException, InterruptedException {
        publishTiers(TIERS.formatted("All", "all", assign, more));
    }

    /** Likewise, by a rule {@code tried} of an experiment, on whose side our company is. */
    void publishTrial(String assign, String more) throws IOException, InterruptedException {
        publishTiers(
                TIERS.formatted("All", "all", assign, "")
                        + ",\"experiment\":{\"key\":\"trial\",\"share\":99,%s}"
                                .formatted(TIERS.formatted("Tried", "tried", assign, more)));
    }

    private void publishTiers(String tiers) throws IOException, InterruptedException {
        api.put(
                "/policies/lead/draft",
                "{%s,\"fallback\":{\"queue\":\"fallback\"}}".formatted(tiers));
        HttpResponse<String> answer =
                api.post(
                        "/policies/lead/draft/publish",
                        "{\"comment\":\"test\",\"expectedVersion\":%d}".formatted(version++));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** A lead of a company with so many people, once it is routed. */
    JsonNode submit(int employees) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                api.post(
                        "/leads",
                        "{\"contact\":{\"email\":\"lead%d@desk.test\"},\"company\":{\"employees\":%d}}"
                                .formatted(leads.incrementAndGet(), employees),
                        "Prefer",
                        "wait=20");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> act(String lead, String act, String body)
            throws IOException, InterruptedException {
        return api.post("/leads/%s/%s".formatted(lead, act), body);
    }

    /** The lead as it is after something was done with it. */
    JsonNode done(String lead, String act, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = act(lead, act, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** What happened to the lead, by type. */
    List<String> told(String lead) throws IOException, InterruptedException {
        List<String> types = new ArrayList<>();
        get("/leads/%s/timeline".formatted(lead))
                .required("items")
                .forEach(item -> types.add(item.required("type").asString()));
        return types;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = api.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    static String id(JsonNode submitted) {
        return submitted.required("leadId").asString();
    }

    static String rep(JsonNode submitted) {
        return submitted.at("/assignment/repKey").asString("");
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
