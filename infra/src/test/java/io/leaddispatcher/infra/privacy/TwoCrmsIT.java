package io.leaddispatcher.infra.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.hubspot.StandInHooks;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two CRMs of one workspace count from one each: an id alone does not say who somebody is. */
@ExtendWith(InPrivacyProgram.class)
class TwoCrmsIT {

    private final PrivacyProgram program;
    private final Somebody ana = Somebody.fresh();
    private final Somebody ben = Somebody.fresh();
    private final String id = "9" + Long.parseLong(ana.mark().substring(1, 9), 16);

    TwoCrmsIT(PrivacyProgram program) {
        this.program = program;
    }

    @BeforeEach
    void bothTellOfTheirs() {
        connect("hs-us");
        created("hs", 1, ana, "one");
        created("hs-us", 2, ben, "one");
    }

    @Test
    void oneIdInBothIsTwoLeads() {
        String anas = lead(ana);

        assertThat(lead(ben)).isNotEqualTo(anas);
        assertThat(known("hs")).isEqualTo(anas);
        assertThat(known("hs-us")).isEqualTo(lead(ben));

        // They tell more of them, under another address each.
        Somebody married = Somebody.fresh();
        created("hs-us", 2, married, "two");

        assertThat(lead(married)).isEqualTo(lead(ben));
        assertThat(lead(ana)).isEqualTo(anas);
    }

    @Test
    void whoeverElseTellsOfTheIdMeansTheOneWhoHasIt() {
        var answer =
                program.api("POST", "/leads", "{\"externalId\":\"%s\"}".formatted(id), Map.of());

        assertThat(answer.body()).contains("\"merged\":true").contains(lead(ana));
    }

    @Test
    void whoeverFillsInAFormWithTheIdIsSomebodyElse() {
        Somebody eve = Somebody.fresh();
        program.form("externalId=%s&contact.email=%s".formatted(id, eve.email()));
        program.settled();

        assertThat(lead(eve)).isNotEqualTo(lead(ana)).isNotEqualTo(lead(ben));
        assertThat(program.texts("select email from lead where id = '%s'".formatted(lead(ana))))
                .containsExactly(ana.email());
    }

    @Test
    void whoeverFillsInAFormWithAnIdAndAnotherAddressTakesNoLeadOver() {
        Somebody cem = Somebody.fresh();
        program.api("POST", "/leads", cem.body(""), Map.of());
        Somebody mallory = Somebody.fresh();
        program.form("externalId=%s&contact.email=%s".formatted(cem.externalId(), mallory.email()));
        program.settled();

        assertThat(lead(mallory)).isNotEqualTo(lead(cem));
        assertThat(program.texts("select email from lead where id = '%s'".formatted(lead(cem))))
                .containsExactly(cem.email());

        // Where nothing tells them apart it is one lead, whoever tells of it.
        program.form("externalId=%s&lead.message=again".formatted(cem.externalId()));
        program.settled();
        assertThat(
                        program.texts(
                                "select document #>> '{lead,message}' from lead where id = '%s'"
                                        .formatted(lead(cem))))
                .containsExactly("again");
    }

    @Test
    void oneIsErasedAndTheOtherStays() {
        assertThat(erasure("").statusCode()).isEqualTo(422);
        assertThat(erasure("").body())
                .contains("/externalId", "CONFLICT", "'hs', 'hs-us': say which by 'connection'");
        var export =
                program.api(
                        "GET",
                        "/privacy/exports?externalId=%s&connection=hs".formatted(id),
                        null,
                        Map.of());
        assertThat(export.body())
                .contains("\"e:" + ana.email())
                .doesNotContain("\"e:" + ben.email());

        var erased = erasure(",\"connection\":\"hs-us\"");

        assertThat(erased.statusCode()).as(erased.body()).isEqualTo(200);
        assertThat(program.mentions(ben.mark())).isEmpty();
        assertThat(program.mentions(ana.mark())).containsKey("lead");
        created("hs-us", 2, ben, "again");
        assertThat(program.mentions(ben.mark())).isEmpty();
        Somebody married = Somebody.fresh();
        created("hs", 1, married, "again");
        assertThat(lead(married)).isEqualTo(known("hs"));
    }

    @Test
    void whoeverIsErasedByTheBareIdKeepsNobodyElseOut() {
        program.made("DELETE", "/connections/hs-us", null);
        Somebody cem = Somebody.fresh();
        String other = "8" + id.substring(1);
        created("hs", 1, other, cem, "alone");
        assertThat(
                        program.api(
                                        "POST",
                                        "/privacy/erasures",
                                        "{\"externalId\":\"%s\",\"reason\":\"asked\"}"
                                                .formatted(other),
                                        Map.of())
                                .body())
                .contains("\"leads\":1");

        connect("hs-us");
        Somebody dot = Somebody.fresh();
        created("hs-us", 2, other, dot, "later");
        created("hs", 1, other, cem, "again");

        assertThat(program.mentions(dot.mark())).containsKey("lead");
        assertThat(program.mentions(cem.mark())).isEmpty();
    }

    /** It is the same account, so it means the same people. */
    @Test
    void aConnectionThatIsMadeAnewKnowsItsPeopleAgain() {
        program.made("DELETE", "/connections/hs-us", null);
        connect("hs-new");
        Somebody alone = Somebody.fresh();
        String other = "7" + id.substring(1);
        created("hs-new", 2, other, alone, "one");
        String known = lead(alone);
        program.made("DELETE", "/connections/hs-new", null);
        connect("hs-newer");
        Somebody moved = Somebody.fresh();
        created("hs-newer", 2, other, moved, "two");
        assertThat(lead(moved)).isEqualTo(known);
        program.made("DELETE", "/connections/hs-newer", null);
        connect("hs-newest");
        var erased =
                program.api(
                        "POST",
                        "/privacy/erasures",
                        "{\"externalId\":\"%s\",\"connection\":\"hs-newest\",\"reason\":\"asked\"}"
                                .formatted(other),
                        Map.of());
        assertThat(erased.body()).contains("\"leads\":1");
        assertThat(program.mentions(moved.mark())).isEmpty();
        program.made("DELETE", "/connections/hs-newest", null);
    }

    /** HubSpot sends to one address whatever an app is told, in whichever portal. */
    @Test
    void oneAppInTwoPortalsTellsOfBothByTheHookOfOne() throws Exception {
        connect("hs-app", "3", "eeeeeeee", true);
        connect("hs-app-eu", "4", "eeeeeeee", true);
        connect("hs-off", "5", "eeeeeeee", false);
        connect("hs-foreign", "6", "ffffffff", true);
        Somebody cem = Somebody.fresh();
        program.contact(contact(id, cem));
        String path = program.hookPath("hs-app");
        var hooks =
                new StandInHooks(
                        program.at(path),
                        URI.create("http://localhost:8080" + path),
                        "eeeeeeee",
                        "3",
                        "88001");
        List<Map<String, Object>> batch =
                Stream.of(3L, 4L, 5L, 6L)
                        .map(portal ->
                                hooks.event(
                                        "contact.creation", Long.parseLong(id), "portalId", portal))
                        .toList();

        assertThat(hooks.send(batch)).isEqualTo(200);
        assertThat(hooks.send(batch)).isEqualTo(200);

        assertThat(
                        program.texts(
                                """
                                select origin || ' ' || split_part(idempotency_key, '/', 1) from inbound_event
                                 where idempotency_key like '%%/%s/%%' order by 1
                                """
                                        .formatted(id)))
                .containsExactly("hs-app 3", "hs-app-eu 4");
        program.settled();
        assertThat(known("hs-app")).isNotEmpty();
        assertThat(known("hs-app-eu")).isNotEmpty();
    }

    private HttpResponse<String> erasure(String more) {
        return program.api(
                "POST",
                "/privacy/erasures",
                "{\"externalId\":\"%s\",\"reason\":\"asked by letter\"%s}".formatted(id, more),
                Map.of());
    }

    private void connect(String key) {
        connect(key, "2", "dddddddd", true);
    }

    private void connect(String key, String portal, String clientSecret, boolean active) {
        program.made(
                "PUT",
                "/connections/" + key,
                """
                {"type":"hubspot","active":%s,"settings":{"portalId":"%s"},"secrets":{"clientSecret":"%s","accessToken":"pat-2"}}
                """
                        .formatted(active, portal, clientSecret));
    }

    private static String contact(String id, Somebody who) {
        return "{\"id\":\"%s\",\"properties\":{\"email\":\"%s\",\"firstname\":\"%s\"}}"
                .formatted(id, who.email(), who.firstName());
    }

    private void created(String connection, int portal, Somebody who, String key) {
        created(connection, portal, id, who, key);
    }

    private void created(String connection, int portal, String contact, Somebody who, String key) {
        program.contact(contact(contact, who));
        program.hook(
                connection,
                "hubspot",
                key + "-" + connection + "-" + contact,
                """
                {"eventId":1,"subscriptionId":2,"portalId":%d,"occurredAt":%d,"subscriptionType":"contact.creation",
                 "objectId":%s,"changeSource":"CRM_UI"}
                """
                        .formatted(portal, Instant.now().plusSeconds(60).toEpochMilli(), contact));
        program.settled();
    }

    private String lead(Somebody who) {
        return program.texts(
                        "select lead_id::text from lead_identity where handle = 'e:%s'"
                                .formatted(who.email()))
                .getFirst();
    }

    private String known(String connection) {
        return program.texts(
                        "select lead_id::text from crm_record where connection_key = '%s' and external_id = '%s'"
                                .formatted(connection, id))
                .getFirst();
    }
}
