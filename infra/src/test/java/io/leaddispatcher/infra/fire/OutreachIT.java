package io.leaddispatcher.infra.fire;

import static io.leaddispatcher.infra.fire.LeadDesk.id;
import static io.leaddispatcher.infra.fire.LeadDesk.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What leads are written by themselves, in the whole program. */
class OutreachIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Tables TABLES = SharedNode.tables();

    private static Api api;
    private static LeadDesk desk;

    @BeforeAll
    static void found() throws Exception {
        api = Workspace.found(SharedNode.node(), "outreach").api();
        desk = new LeadDesk(api);
        api.put("/reps/mia", "{\"name\":\"Mia\",\"email\":\"mia@x.test\"}");
        api.put("/reps/ben", "{\"name\":\"Ben\",\"email\":\"ben@x.test\"}");
        api.put(
                "/templates/thanks",
                """
                {"name":"Thanks","defaultLanguage":"en","texts":{
                  "en":{"subject":"We have it","body":"Hello {{contact.firstName}}, {{rep.name}} of {{workspace.name}} has it."},
                  "de":{"subject":"Es ist da","body":"Guten Tag."}}}
                """);
        api.put(
                "/templates/hello",
                "{\"name\":\"Hello\",\"texts\":{\"en\":{\"subject\":\"Hello\",\"body\":\"{{rep.name}} here.\"}}}");
        api.put(
                "/sequences/first-touch",
                """
                {"name":"First touch","onOwnerChange":"MOVE","steps":[
                  {"email":"hello"},{"task":"CALL","dueIn":"PT1H"},{"after":"P30D","email":"hello"}]}
                """);
        desk.publish(
                "{\"rep\":\"mia\"}", ",\"acknowledge\":\"thanks\",\"sequence\":\"first-touch\"");
    }

    private static String lead(String email) throws Exception {
        HttpResponse<String> answer =
                api.post(
                        "/leads",
                        """
                        {"contact":{"email":"%s","firstName":"Ana"},"lead":{"language":"de-AT"}}
                        """
                                .formatted(email),
                        "Prefer",
                        "wait=20");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return id(json(answer));
    }

    /** The second step is taken, so that the sequence waits for its third. */
    private static void awaitCall(String lead) throws Exception {
        TABLES.awaitNone(
                "select id from sequence_run where lead_id = '%s' and next_step < 2"
                        .formatted(lead),
                PATIENCE);
    }

    private static List<String> mails(String lead) throws Exception {
        return TABLES.texts(
                "select d.document ->> 'subject' from delivery d where d.lead_id = '%s' and d.document ->> 'mail' is not null order by d.id"
                        .formatted(lead));
    }

    private static void awaitSent(String lead) throws Exception {
        TABLES.awaitNone(
                "select id from delivery d where d.lead_id = '%s' and d.state <> 'DELIVERED'"
                        .formatted(lead),
                PATIENCE);
    }

    @Test
    void aLeadIsAnsweredInItsLanguageAndFollowedUntilItReplies() throws Exception {
        String lead = lead("ana@outreach.example");
        awaitCall(lead);
        awaitSent(lead);

        assertThat(mails(lead)).containsExactly("Es ist da", "Hello");
        JsonNode sequence = desk.get("/leads/" + lead).required("sequence");
        assertThat(sequence.required("state").asString()).isEqualTo("RUNNING");
        assertThat(sequence.required("step").asInt()).isEqualTo(2);
        assertThat(desk.get("/tasks").toString()).contains(lead);

        desk.done(lead, "activities", "{\"type\":\"EMAIL\",\"reply\":true}");

        assertThat(desk.get("/leads/" + lead).at("/sequence/reason").asString()).isEqualTo("REPLY");
        assertThat(desk.told(lead))
                .containsSubsequence(
                        "ASSIGNMENT_OFFERED", "SEQUENCE_STARTED", "SEQUENCE_STEP", "SEQUENCE_STEP")
                .contains("LEAD_MAILED", "SEQUENCE_STOPPED");
    }

    @Test
    void itMovesWithTheLeadAndStopsByHandAndAtAnOutcome() throws Exception {
        String lead = lead("bea@outreach.example");
        awaitCall(lead);
        desk.done(lead, "reassign", "{\"to\":{\"rep\":\"ben\"},\"reason\":\"holiday\"}");
        assertThat(
                        TABLES.texts(
                                "select rep_key || ' ' || state from sequence_run where lead_id = '%s'"
                                        .formatted(lead)))
                .containsExactly("ben RUNNING");
        assertThat(desk.done(lead, "sequence/stop", "{}").at("/sequence/reason").asString())
                .isEqualTo("BY_HAND");

        String other = lead("cem@outreach.example");
        awaitCall(other);
        assertThat(
                        desk.done(other, "outcomes", "{\"type\":\"LOST\"}")
                                .at("/sequence/reason")
                                .asString())
                .isEqualTo("OUTCOME");
    }

    @Test
    void whoWantsNoMailsSaysSoByTheLinkInOneCallAndGetsNone() throws Exception {
        String lead = lead("dee@outreach.example");
        awaitCall(lead);
        awaitSent(lead);
        String link = unsubscribe(lead);

        HttpResponse<String> looked = api.page("GET", link, null);
        assertThat(looked.statusCode()).isEqualTo(200);
        assertThat(TABLES.texts("select addressee from mail_opt_out")).isEmpty();
        HttpResponse<String> pressed = api.page("POST", link, "List-Unsubscribe=One-Click");
        assertThat(pressed.statusCode()).isEqualTo(200);

        assertThat(desk.get("/leads/" + lead).at("/sequence/reason").asString())
                .isEqualTo("OPTED_OUT");
        assertThat(desk.told(lead)).contains("MAIL_REFUSED");
        assertThat(api.page("POST", link + "x", "List-Unsubscribe=One-Click").statusCode())
                .isEqualTo(404);
        // What is kept names nobody.
        assertThat(TABLES.texts("select addressee from mail_opt_out").toString())
                .doesNotContain("dee");
        assertNothingIsSentAgain(lead);
    }

    private static String unsubscribe(String lead) throws Exception {
        String link =
                TABLES.texts(
                                "select distinct m.document #>> '{links,No more e-mails of this kind}' from sandbox_message m where m.lead_id = '%s' and m.document ->> 'subject' = 'Hello'"
                                        .formatted(lead))
                        .getFirst();
        return link.substring(link.indexOf("/unsubscribe/"));
    }

    @Test
    void whoWantsNoMailsWhileTheWorkspaceIsClosedGetsNoneOnceItIsOpenAgain() throws Exception {
        String lead = lead("eva@outreach.example");
        awaitCall(lead);
        awaitSent(lead);
        String link = unsubscribe(lead);
        TABLES.execute(
                """
                insert into workspace_deletion (tenant_id, closed_at, due_at)
                select tenant_id, now(), now() + interval '30 days' from lead where id = '%s'
                """
                        .formatted(lead));
        await().atMost(PATIENCE).until(() -> api.get("/leads").statusCode() == 403);

        assertThat(api.page("GET", link, null).statusCode()).isEqualTo(200);
        assertThat(api.page("POST", link, "List-Unsubscribe=One-Click").statusCode())
                .isEqualTo(200);

        TABLES.execute("delete from workspace_deletion");
        await().atMost(PATIENCE).until(() -> api.get("/leads").statusCode() == 200);
        assertThat(desk.get("/leads/" + lead).at("/sequence/reason").asString())
                .isEqualTo("OPTED_OUT");
        assertThat(TABLES.texts("select addressee from mail_opt_out")).hasSize(1);
        TABLES.execute("delete from mail_opt_out");
    }

    /** Though somebody asks for it by hand. */
    private static void assertNothingIsSentAgain(String lead) throws Exception {
        String mail =
                TABLES.texts(
                                "select id from delivery where lead_id = '%s' and document ->> 'subject' = 'Hello'"
                                        .formatted(lead))
                        .getFirst();
        TABLES.execute("update delivery set state = 'DEAD' where id = '%s'".formatted(mail));
        int sent = inTheSandbox(lead);

        assertThat(api.post("/deliveries/" + mail + "/replay", "{}").statusCode()).isEqualTo(200);

        TABLES.awaitNone(
                "select id from delivery where id = '%s' and (state <> 'DEAD' or last_error is null or last_error not like 'opted_out%%')"
                        .formatted(mail),
                PATIENCE);
        assertThat(inTheSandbox(lead)).isEqualTo(sent);
    }

    private static int inTheSandbox(String lead) throws Exception {
        return TABLES.texts("select id from sandbox_message where lead_id = '%s'".formatted(lead))
                .size();
    }

    @Test
    void aPreviewShowsTheMailAndWhatIsNeededStays() throws Exception {
        JsonNode shown =
                json(
                        api.post(
                                "/templates/thanks/preview",
                                """
                                {"lead":{"contact":{"email":"a@b.example","firstName":"<b>Ana"}},"language":"fr","rep":"mia"}
                                """));
        assertThat(shown.required("subject").asString()).isEqualTo("We have it");
        assertThat(shown.required("text").asString()).startsWith("Hello <b>Ana, Mia of ");
        assertThat(shown.required("html").asString()).contains("Hello &lt;b&gt;Ana, Mia");
        assertThat(api.post("/templates/nothing/preview", "{}").statusCode()).isEqualTo(404);
        assertThat(api.post("/templates/thanks/preview", "{\"leadId\":\"x\"}").statusCode())
                .isEqualTo(422);
        assertThat(api.delete("/templates/thanks").statusCode()).isEqualTo(409);
        assertThat(api.delete("/sequences/first-touch").statusCode()).isEqualTo(409);
    }
}
