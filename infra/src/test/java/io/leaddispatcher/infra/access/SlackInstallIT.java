package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.salesforce.StandInSalesforce;
import io.leaddispatcher.infra.access.AccessProgram.Answer;
import io.leaddispatcher.infra.access.AccessProgram.Workspace;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The app is added by logging in at Slack, by whoever may, once, and in one workspace. */
@ExtendWith(InProgram.class)
class SlackInstallIT {

    private static final String ALL =
            "chat:write,chat:write.public,commands,im:write,users:read,users:read.email";
    private static final Pattern REFRESH =
            Pattern.compile("href=\"([^\"]*oauth/v2/authorize[^\"]*)\"");

    private static final Pattern CONSENT =
            Pattern.compile("href=\"([^\"]*services/oauth2/authorize[^\"]*)\"");

    private final AccessProgram program;
    private final SlackOffice slack;

    SlackInstallIT(AccessProgram program) {
        this.program = program;
        this.slack = program.slack();
    }

    private Browser owner(Workspace workspace) {
        var browser = new Browser(program);
        browser.logIn(workspace.owner(), AccessProgram.PASSWORD);
        return browser;
    }

    /** Presses the button, and says where Slack is asked. */
    private Map<String, String> begin(Browser browser, String page, Map<String, String> fields) {
        Answer leaving = browser.submit(page, "/connections/slack/install", fields);
        assertThat(leaving.text()).contains(slack.origin() + "/oauth/v2/authorize?");
        return asked(leaving, REFRESH);
    }

    private static Map<String, String> asked(Answer leaving, Pattern link) {
        Matcher to = link.matcher(leaving.text());
        assertThat(to.find()).as(leaving.text()).isTrue();
        String address = to.group(1).replace("&amp;", "&");
        return Arrays.stream(URI.create(address).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private Map<String, String> begin(Browser browser) {
        return begin(browser, "/connections/add/slack", Map.of());
    }

    private static String back(@Nullable String state, String rest) {
        return "/connections/slack/callback?state=%s&%s"
                .formatted(Objects.requireNonNull(state), rest);
    }

    private JsonNode connection(Workspace workspace) {
        return program.api(workspace.token(), "GET", "/connections/slack", null).body();
    }

    private void put(Workspace workspace, String path, String body) {
        Answer answer = program.api(workspace.token(), "PUT", path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private static String team() {
        return "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }

    @Test
    void whoeverLooksAfterTheWorkspaceAddsTheAppByOneButton() {
        Workspace acme = program.workspace();
        Browser owner = owner(acme);
        String team = team();
        slack.grants("good-" + team, team, ALL);

        Map<String, String> asked = begin(owner);
        assertThat(asked)
                .containsEntry("client_id", SlackOffice.CLIENT_ID)
                .containsEntry("scope", ALL)
                .containsEntry("redirect_uri", "http://localhost:8080/connections/slack/callback");
        owner.get(back(asked.get("state"), "code=good-" + team));

        assertThat(owner.location()).isEqualTo("/connections/slack?slack=added");
        assertThat(owner.get(owner.location()).text()).contains("In Slack: " + team + " &amp; Co");
        assertThat(slack.apps()).contains(SlackOffice.CLIENT_ID + ":" + SlackOffice.CLIENT_SECRET);
        JsonNode connection = connection(acme);
        assertThat(connection.at("/settings/teamId").asString()).isEqualTo(team);
        assertThat(connection.at("/settings/botUserId").asString()).isEqualTo("B-" + team);
        assertThat(connection.at("/secrets/botToken/set").asBoolean()).isTrue();
        assertThat(connection.toString()).doesNotContain("xoxb-");
        String log = program.api(acme.token(), "GET", "/audit-log", null).text();
        assertThat(log).contains("connection.created", team).doesNotContain("xoxb-");
        assertThat(health(acme)).doesNotContain("MISSING_SCOPE");

        // Again, with fewer rights: the same connection, and its health says what is missing.
        slack.grants("again-" + team, team, "chat:write,commands");
        Map<String, String> again = begin(owner, "/connections/slack", Map.of("key", "slack"));
        owner.get(back(again.get("state"), "code=again-" + team));

        assertThat(connection(acme).at("/hookUrl").asString())
                .isEqualTo(connection.at("/hookUrl").asString());
        assertThat(health(acme)).contains("MISSING_SCOPE", "users:read.email", "DEGRADED");
    }

    private String health(Workspace workspace) {
        return program.api(workspace.token(), "GET", "/connections/slack/health", null).text();
    }

    @Test
    void aStateIsGoodOnceAndForTheSessionAndWorkspaceThatItWasMadeFor() {
        Workspace acme = program.workspace();
        Workspace globex = program.workspace();
        Browser owner = owner(acme);
        String team = team();
        for (String code : new String[] {"a-", "b-", "c-", "d-"}) {
            slack.grants(code + team, team, ALL);
        }
        String state = begin(owner).get("state");

        // Forged, of another workspace, and of another session of the same person.
        owner.get(back("x".repeat(43), "code=a-" + team));
        assertThat(owner.location()).isEqualTo("/connections/add/slack?slack=stale");
        Browser other = owner(globex);
        other.get(back(state, "code=b-" + team));
        assertThat(other.location()).isEqualTo("/connections/add/slack?slack=stale");
        Browser elsewhere = owner(acme);
        elsewhere.get(back(state, "code=c-" + team));
        assertThat(elsewhere.location()).isEqualTo("/connections/add/slack?slack=stale");

        owner.get(back(state, "code=d-" + team));
        assertThat(owner.location()).isEqualTo("/connections/slack?slack=added");
        owner.get(back(state, "code=d-" + team));
        assertThat(owner.location()).isEqualTo("/connections/add/slack?slack=stale");

        String late = begin(owner, "/connections/slack", Map.of("key", "slack")).get("state");
        program.change(acme, "update slack_attempt set expires_at = now() - interval '1 second'");
        slack.grants("late-" + team, team, ALL);
        owner.get(back(late, "code=late-" + team));
        assertThat(owner.location()).isEqualTo("/connections/add/slack?slack=stale");
        assertThat(program.api(globex.token(), "GET", "/connections/slack", null).status())
                .isEqualTo(404);
    }

    @Test
    void aTeamBelongsToOneWorkspaceAndNotToWhoeverNamesIt() {
        Workspace acme = program.workspace();
        Workspace globex = program.workspace();
        String team = team();
        // Somebody says that the team is theirs, and has no token of it.
        put(
                globex,
                "/connections/slack",
                "{\"type\":\"slack\",\"settings\":{\"teamId\":\"%s\"},\"secrets\":{\"botToken\":\"xoxb-no\"}}"
                        .formatted(team));
        Browser owner = owner(acme);
        slack.grants("first-" + team, team, ALL);
        owner.get(back(begin(owner).get("state"), "code=first-" + team));
        assertThat(owner.location()).isEqualTo("/connections/slack?slack=added");

        Browser other = owner(globex);
        slack.grants("second-" + team, team, ALL);
        Map<String, String> asked = begin(other, "/connections/slack", Map.of("key", "slack"));
        other.get(back(asked.get("state"), "code=second-" + team));

        assertThat(other.location()).isEqualTo("/connections/slack?slack=taken");
        assertThat(other.get(other.location()).text()).contains("another workspace here");
        assertThat(connection(globex).at("/settings/teamName").isMissingNode()).isTrue();
    }

    @Test
    void whatGoesWrongIsSaidInWords() {
        Workspace acme = program.workspace();
        Browser owner = owner(acme);

        owner.get(back(begin(owner).get("state"), "error=access_denied"));
        assertThat(owner.location()).isEqualTo("/connections/add/slack?slack=denied");
        assertThat(owner.get(owner.location()).text()).contains("somebody declined in Slack");
        owner.get(back(begin(owner).get("state"), "code=unknown"));
        assertThat(owner.location()).isEqualTo("/connections/add/slack?slack=invalid_code");
        slack.answers("odd", "{\"ok\":false,\"error\":\"<script>\"}");
        owner.get(back(begin(owner).get("state"), "code=odd"));
        assertThat(owner.location()).isEqualTo("/connections/add/slack?slack=refused");
        slack.answers("broken", "no JSON");
        owner.get(back(begin(owner).get("state"), "code=broken"));
        assertThat(owner.location()).isEqualTo("/connections/add/slack?slack=silent");
        slack.answers(
                "turns",
                "{\"ok\":true,\"access_token\":\"xoxe\",\"refresh_token\":\"r\",\"expires_in\":43200,\"team\":{\"id\":\"T9\"}}");
        owner.get(back(begin(owner).get("state"), "code=turns"));
        assertThat(owner.location()).isEqualTo("/connections/add/slack?slack=rotating");
        slack.answers("org", "{\"ok\":true,\"access_token\":\"xoxb-1\",\"team\":null}");
        owner.get(back(begin(owner).get("state"), "code=org"));
        assertThat(owner.location()).isEqualTo("/connections/add/slack?slack=organisation");
        assertThat(program.api(acme.token(), "GET", "/connections/slack", null).status())
                .isEqualTo(404);
    }

    @Test
    void aWorkspaceAddsItsOwnAppWithItsOwnSecret() {
        Workspace acme = program.workspace();
        String team = team();
        put(
                acme,
                "/connections/own",
                """
                {"type":"slack","settings":{"defaultChannel":"C1"},
                 "secrets":{"clientId":"333.%s","clientSecret":"own-secret","signingSecret":"own-signing"}}
                """
                        .formatted(team));
        Browser owner = owner(acme);
        slack.grants("own-" + team, team, ALL);

        Map<String, String> asked = begin(owner, "/connections/own", Map.of("key", "own"));
        owner.get(back(asked.get("state"), "code=own-" + team));

        assertThat(asked).containsEntry("client_id", "333." + team);
        assertThat(owner.location()).isEqualTo("/connections/own?slack=added");
        assertThat(slack.apps()).contains("333.%s:own-secret".formatted(team));
        JsonNode own = program.api(acme.token(), "GET", "/connections/own", null).body();
        assertThat(own.at("/settings/defaultChannel").asString()).isEqualTo("C1");
        assertThat(own.at("/secrets/signingSecret/set").asBoolean()).isTrue();

        // What the installation's app sends would not reach it.
        put(
                acme,
                "/connections/other",
                "{\"type\":\"slack\",\"secrets\":{\"botToken\":\"xoxb-1\",\"signingSecret\":\"s\"}}");
        owner.submit("/connections", "/connections/slack/install", Map.of("key", "other"));
        assertThat(owner.location()).isEqualTo("/connections/other?slack=no-app");
    }

    @Test
    void repsWhomSlackDoesNotKnowAreChosenByHand() {
        Workspace acme = program.workspace();
        Browser owner = owner(acme);
        String team = team();
        slack.grants("people-" + team, team, ALL);
        slack.has(
                team,
                """
                {"id":"U1","name":"mia","real_name":"Mia Meyer","profile":{"real_name":"Mia Meyer","email":"mia@x.test"}},
                {"id":"U2","name":"bb","profile":{"real_name":"Benjamin B.","email":"benjamin@private.test"}},
                {"id":"U3","name":"zoe","deleted":true,"profile":{"real_name":"Zoe","email":"zoe@x.test"}},
                {"id":"UB","name":"bot","is_bot":true,"profile":{"real_name":"A bot"}}
                """);
        for (String rep : new String[] {"mia", "ben", "zoe"}) {
            put(
                    acme,
                    "/reps/" + rep,
                    "{\"name\":\"%s\",\"email\":\"%s@x.test\",\"phone\":\"+4930123456\"}"
                            .formatted(rep, rep));
        }
        owner.get(back(begin(owner).get("state"), "code=people-" + team));

        String all = owner.get("/connections/slack/people").text();
        assertThat(all)
                .contains("Found by e-mail", "Not found", "Not of the team", "Has left Slack");
        Answer page = owner.get("/connections/slack/people/ben?q=BENJ");
        assertThat(page.text()).contains("Benjamin B.").doesNotContain("Mia Meyer", "A bot");
        String version = value(page.text(), "version");

        owner.submit(
                page, "/connections/slack/people/ben", Map.of("user", "U9", "version", version));
        assertThat(owner.location()).isEqualTo("/connections/slack/people/ben?done=not-in-team");
        owner.submit(
                page, "/connections/slack/people/ben", Map.of("user", "U2", "version", version));
        assertThat(owner.location()).isEqualTo("/connections/slack/people?done=linked");
        JsonNode ben = program.api(acme.token(), "GET", "/reps/ben", null).body();
        assertThat(ben.at("/slackUserId").asString()).isEqualTo("U2");
        assertThat(ben.at("/phone").asString()).isEqualTo("+4930123456");

        // Whoever looked at it before the change chooses again.
        owner.submit(
                page, "/connections/slack/people/ben", Map.of("user", "U1", "version", version));
        assertThat(owner.location()).isEqualTo("/connections/slack/people/ben?done=stale");
        Answer zoe = owner.get("/connections/slack/people/zoe");
        owner.submit(
                zoe,
                "/connections/slack/people/zoe",
                Map.of("user", "U2", "version", value(zoe.text(), "version")));
        assertThat(owner.location()).isEqualTo("/connections/slack/people/zoe?done=taken");
        Answer now = owner.get("/connections/slack/people/ben");
        owner.submit(
                now,
                "/connections/slack/people/ben",
                Map.of("version", value(now.text(), "version")));
        assertThat(owner.location()).isEqualTo("/connections/slack/people?done=unlinked");
        assertThat(program.api(acme.token(), "GET", "/reps/ben", null).text())
                .doesNotContain("slackUserId");
    }

    @Test
    void aCrmIsConnectedByALogInThereOfWhoeverBeganIt() {
        try (var salesforce = new StandInSalesforce()) {
            Workspace acme = program.workspace();
            put(
                    acme,
                    "/connections/sf",
                    """
                    {"type":"salesforce","settings":{"organizationId":"%s","loginUrl":"%s"},
                     "secrets":{"clientId":"c-1","clientSecret":"cs-1"}}
                    """
                            .formatted(StandInSalesforce.ORGANIZATION, salesforce.url()));
            Browser owner = owner(acme);
            assertThat(owner.get("/connections/sf").text())
                    .contains("Connect with Salesforce", "/connections/consent/callback");

            Map<String, String> asked = consent(owner);
            assertThat(asked).containsEntry("scope", "api refresh_token");
            String code = salesforce.consent(Objects.requireNonNull(asked.get("code_challenge")));
            String back =
                    "/connections/consent/callback?state=%s&code=%s"
                            .formatted(asked.get("state"), code);
            // Another session, another door, and then the one that began.
            Browser elsewhere = owner(acme);
            elsewhere.get(back);
            assertThat(elsewhere.location()).isEqualTo("/connections?consent=stale");
            assertThat(elsewhere.get(elsewhere.location()).text()).contains("Please start again");
            Browser stranger = owner(program.workspace());
            stranger.get(back);
            assertThat(stranger.location()).isEqualTo("/connections?consent=stale");
            owner.get(back);
            assertThat(owner.location()).isEqualTo("/connections/sf?consent=connected");
            assertThat(owner.get(owner.location()).text()).contains("Connected with Salesforce");
            owner.get(back);
            assertThat(owner.location()).isEqualTo("/connections?consent=stale");

            JsonNode connection = program.api(acme.token(), "GET", "/connections/sf", null).body();
            assertThat(connection.at("/secrets/refreshToken/set").asBoolean()).isTrue();
            assertThat(program.api(acme.token(), "POST", "/connections/sf/test", "{}").text())
                    .contains("true");
            String log = program.api(acme.token(), "GET", "/audit-log", null).text();
            assertThat(log).contains("connection.changed").doesNotContain("refresh-1");

            owner.get(
                    "/connections/consent/callback?error=access_denied&state="
                            + consent(owner).get("state"));
            assertThat(owner.location()).isEqualTo("/connections/sf?consent=denied");
            owner.get(
                    "/connections/consent/callback?code=old&state=" + consent(owner).get("state"));
            assertThat(owner.location()).isEqualTo("/connections/sf?consent=expired");
            assertThat(owner.get(owner.location()).text()).contains("no longer good");
        }
    }

    private static Map<String, String> consent(Browser browser) {
        return asked(
                browser.submit(
                        "/connections/sf", "/connections/consent/begin", Map.of("key", "sf")),
                CONSENT);
    }

    private static String value(String page, String field) {
        Matcher found =
                Pattern.compile("name=\"%s\"[^>]*value=\"([^\"]*)\"".formatted(field))
                        .matcher(page);
        assertThat(found.find()).as("%s in %s", field, page).isTrue();
        return found.group(1);
    }
}
