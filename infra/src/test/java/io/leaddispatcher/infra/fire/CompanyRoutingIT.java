package io.leaddispatcher.infra.fire;

import static io.leaddispatcher.infra.fire.LeadDesk.id;
import static io.leaddispatcher.infra.fire.LeadDesk.json;
import static io.leaddispatcher.infra.fire.LeadDesk.rep;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Leads of one company stay with one rep, and accounts without an owner have one above. */
class CompanyRoutingIT {

    private static final Node NODE = SharedNode.node();
    private static final Tables TABLES = SharedNode.tables();

    private static Api api;
    private static LeadDesk desk;

    @BeforeAll
    static void found() throws Exception {
        api = Workspace.found(NODE, "companies").api();
        desk = new LeadDesk(api);
        for (String rep : List.of("ann", "bob")) {
            api.put("/reps/" + rep, "{\"name\":\"R\",\"email\":\"%s@x.test\"}".formatted(rep));
        }
        api.put(
                "/reps/away",
                """
                {"name":"Away","email":"away@x.test",
                 "outOfOffice":[{"from":"2020-01-01T00:00:00Z","to":"2100-01-01T00:00:00Z","delegate":"bob"}]}
                """);
        api.put(
                "/pools/all",
                "{\"name\":\"All\",\"strategy\":\"ROUND_ROBIN\",\"members\":[{\"rep\":\"ann\"},{\"rep\":\"bob\"}]}");
        account("world", "\"owner\":\"away\"");
        account("europe", "\"parent\":\"world\"");
        account("berlin", "\"domains\":[\"berlin.test\"],\"parent\":\"europe\"");
        // They are each other's parents, as a CRM may say, which is no endless way.
        TABLES.execute(
                "update account set parent = 'berlin', document = document || '{\"parent\":\"berlin\"}' where key = 'world'");
        publish(api, "{\"pool\":\"all\"}");
    }

    private static void publish(Api to, String last) throws Exception {
        to.put(
                "/policies/lead/draft",
                """
                {"tiers":[{"name":"All","rules":[
                   {"id":"owner","assign":{"accountOwner":{"parents":true}}},
                   {"id":"sticky","assign":{"sameCompany":"PT24H"}},
                   {"id":"all","assign":%s}]}],"fallback":{"queue":"fallback"}}
                """
                        .formatted(last));
        HttpResponse<String> answer =
                to.post(
                        "/policies/lead/draft/publish",
                        "{\"comment\":\"test\",\"expectedVersion\":2}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void account(String key, String more) throws Exception {
        api.put("/accounts/" + key, "{\"name\":\"%s\",%s}".formatted(key, more));
    }

    private static JsonNode submit(String email) throws Exception {
        return submit(api, email);
    }

    private static JsonNode submit(Api to, String email) throws Exception {
        return json(
                to.post(
                        "/leads",
                        "{\"contact\":{\"email\":\"%s\"}}".formatted(email),
                        "Prefer",
                        "wait=20"));
    }

    private static String rule(JsonNode submitted) {
        return submitted.at("/assignment/ruleId").asString("");
    }

    @Test
    void aCompanysLeadsFollowItsLastOneAndWhoeverHasThat() throws Exception {
        JsonNode first = submit("ana@acme.test");
        JsonNode second = submit("bo@globex.test");
        JsonNode third = submit("cy@acme.test");

        assertThat(rule(first)).isEqualTo("all");
        assertThat(rep(second)).isNotEqualTo(rep(first));
        assertThat(rule(third)).isEqualTo("sticky");
        assertThat(rep(third)).isEqualTo(rep(first));
        assertThat(desk.get("/leads/%s/runs".formatted(id(third))).toString())
                .contains("got the last lead of this company, " + id(first));

        // It has gone on to somebody else.
        TABLES.execute(
                "update lead set rep_key = '%s' where id = '%s'".formatted(rep(second), id(third)));
        JsonNode fourth = submit("di@acme.test");
        assertThat(rule(fourth)).isEqualTo("sticky");
        assertThat(rep(fourth)).isEqualTo(rep(second));

        desk.done(id(fourth), "return", "{\"reason\":\"SPAM\"}");
        assertThat(rule(submit("ed@acme.test"))).isEqualTo("all");
    }

    @Test
    void whoIsErasedIsFollowedByNobody() throws Exception {
        submit("eve@initech.test");
        assertThat(kept("initech.test")).isEqualTo(1);

        assertThat(
                        api.post(
                                        "/privacy/erasures",
                                        "{\"email\":\"eve@initech.test\",\"reason\":\"asked\"}")
                                .statusCode())
                .isEqualTo(200);

        assertThat(kept("initech.test")).isZero();
        assertThat(rule(submit("flo@initech.test"))).isEqualTo("all");
    }

    @Test
    void aDomainThatBecomesSensitiveIsForgotten() throws Exception {
        Api secret = Workspace.found(NODE, "companies-secret").api();
        publish(secret, "{\"rep\":\"kim\"}");
        submit(secret, "ida@secret.test");
        assertThat(kept("secret.test")).isEqualTo(1);

        secret.put("/fields/company.domain", "{\"name\":\"Domain\",\"sensitive\":true}");

        assertThat(kept("secret.test")).isZero();
        assertThat(rule(submit(secret, "joe@secret.test"))).isEqualTo("all");
        assertThat(kept("secret.test")).isZero();
    }

    private static long kept(String domain) throws Exception {
        return TABLES.count(
                "select count(*) from company_lead where company = 'domain:%s'".formatted(domain));
    }

    @Test
    void theOwnerAboveOrWhoStandsInTakesTheLeadOfAnAccountWithoutAnOwner() throws Exception {
        JsonNode routed = submit("gil@berlin.test");

        assertThat(rule(routed)).isEqualTo("owner");
        assertThat(rep(routed)).isEqualTo("bob");
        assertThat(desk.get("/leads/%s/runs".formatted(id(routed))).toString())
                .contains("stands in for Away, who is out of office", "OUT_OF_OFFICE");
    }
}
