package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(InProgram.class)
class MembersIT {

    private final AccessProgram program;
    private final AccessProgram.Workspace acme;

    MembersIT(AccessProgram program) {
        this.program = program;
        this.acme = program.workspace();
    }

    private static String email() {
        return "p%s@people.test".formatted(UUID.randomUUID());
    }

    private static String member(String email, String role) {
        return "{\"email\":\"%s\",\"name\":\"Vic\",\"role\":\"%s\",\"password\":\"%s\"}"
                .formatted(email, role, AccessProgram.PASSWORD);
    }

    private String add(String email, String role) {
        return program.make(acme.token(), "/members", member(email, role))
                .required("id")
                .asString();
    }

    private String tokenOf(String owner) {
        var browser = new Browser(program);
        browser.logIn(owner, AccessProgram.PASSWORD);
        var made =
                browser.submit(
                        "/settings/tokens",
                        "/settings/tokens",
                        Map.of("name", "mine", "scope", "admin", "days", "7"));
        var text = made.text();
        return text.substring(text.indexOf("ldp_"), text.indexOf("ldp_") + 47);
    }

    private int status(String token, String method, String path, @Nullable String body) {
        return program.api(token, method, path, body).status();
    }

    private String idOf(String email) {
        for (JsonNode each :
                program.api(acme.token(), "GET", "/members", null).body().required("items")) {
            if (each.required("email").asString().equals(email)) {
                return each.required("id").asString();
            }
        }
        throw new AssertionError("no member " + email);
    }

    @Test
    void aMemberWithAPasswordIsInAtOnce() {
        String email = email();
        var made = program.make(acme.token(), "/members", member(email, "VIEWER"));
        assertThat(made.required("email").asString()).isEqualTo(email);
        assertThat(made.required("name").asString()).isEqualTo("Vic");
        assertThat(made.required("role").asString()).isEqualTo("VIEWER");

        var browser = new Browser(program);
        browser.logIn(email.toUpperCase(java.util.Locale.ROOT), AccessProgram.PASSWORD);
        assertThat(browser.get("/leads").status()).isEqualTo(200);
        assertThat(browser.get("/settings").status()).isEqualTo(403);

        String path = "/members/" + made.required("id").asString();
        assertThat(
                        program.api(acme.token(), "GET", path, null)
                                .body()
                                .required("status")
                                .asString())
                .isEqualTo("ACTIVE");
        assertThat(status(acme.token(), "POST", "/members", member(email, "ADMIN"))).isEqualTo(409);
        assertThat(status(acme.token(), "DELETE", path, null)).isEqualTo(204);
        assertThat(status(acme.token(), "GET", path, null)).isEqualTo(404);
    }

    @Test
    void whoIsRemovedFromTheirOnlyWorkspaceHasNoAccountAnyMore() {
        String email = email();
        String id = add(email, "VIEWER");

        assertThat(status(acme.token(), "DELETE", "/members/" + id, null)).isEqualTo(204);

        String other = "another-horse-battery";
        assertThat(
                        status(
                                acme.token(),
                                "POST",
                                "/members",
                                member(email, "VIEWER").replace(AccessProgram.PASSWORD, other)))
                .isEqualTo(201);
        var browser = new Browser(program);
        browser.logIn(email, other);
        assertThat(browser.isIn()).isTrue();
    }

    @Test
    void aDoubleClickInvitesOnceAndTheOneLetterHasALinkThatWorks() throws Exception {
        String email = email();
        String invited = "{\"email\":\"%s\",\"name\":\"Vic\",\"role\":\"VIEWER\"}".formatted(email);
        var answers =
                List.of(invited, invited, invited, invited).parallelStream()
                        .map(each -> status(acme.token(), "POST", "/members", each))
                        .toList();

        assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409);
        String link = "/invitation/" + program.link(email, "/invitation/");
        assertThat(new Browser(program).get(link).status()).isEqualTo(200);
        assertThat(program.letters(email)).isEqualTo(1);
    }

    @Test
    void aDoubleClickWithAPasswordMakesOneMember() {
        String email = email();
        var answers =
                List.of(email, email, email, email).parallelStream()
                        .map(each ->
                                status(acme.token(), "POST", "/members", member(each, "VIEWER")))
                        .toList();

        assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409);
        assertThat(program.api(acme.token(), "GET", "/members", null).text())
                .containsOnlyOnce(email);
    }

    @Test
    void aRoleThatAnotherHasTakenAwayMeanwhileStaysAway() {
        program.api(
                acme.token(), "PUT", "/reps/lea", "{\"name\":\"Lea\",\"email\":\"lea@x.test\"}");
        String id = add(email(), "ADMIN");
        var late = new Browser(program);
        late.logIn(acme.owner(), AccessProgram.PASSWORD);
        assertThat(row(late.get("/settings").text(), id))
                .contains("name=\"shown-role\" value=\"ADMIN\"");
        program.api(acme.token(), "PUT", "/members/" + id, "{\"role\":\"VIEWER\"}");

        late.submit(
                "/settings",
                "/settings/members/" + id,
                Map.of("role", "ADMIN", "shown-role", "ADMIN", "rep", "lea", "shown-rep", ""));

        assertThat(late.location()).isEqualTo("/settings?changed");
        var member = program.api(acme.token(), "GET", "/members/" + id, null).body();
        assertThat(member.required("role").asString()).isEqualTo("VIEWER");
        assertThat(member.required("rep").asString()).isEqualTo("lea");
    }

    @Test
    void thePageGivesAMemberARepAndSaysThatTheRepStaysWhenTheMemberGoes() {
        String rep = "{\"name\":\"Kim\",\"email\":\"kim@x.test\"}";
        assertThat(status(acme.token(), "PUT", "/reps/kim", rep)).isEqualTo(201);
        String id = add(email(), "MANAGER");
        var owner = new Browser(program);
        owner.logIn(acme.owner(), AccessProgram.PASSWORD);
        String change = "/settings/members/" + id;

        var refused = owner.submit("/settings", change, Map.of("role", "ADMIN", "rep", "nobody"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(row(refused.text(), id))
                .contains("value=\"nobody\"", "value=\"ADMIN\" selected");
        assertThat(
                        program.api(acme.token(), "GET", "/members/" + id, null)
                                .body()
                                .required("role")
                                .asString())
                .isEqualTo("MANAGER");
        owner.submit("/settings", change, Map.of("role", "MANAGER", "rep", "KIM"));
        assertThat(owner.location()).isEqualTo("/settings?changed");
        assertThat(
                        program.api(acme.token(), "GET", "/members/" + id, null)
                                .body()
                                .required("rep")
                                .asString())
                .isEqualTo("kim");

        var unstorable =
                owner.submit(
                        "/settings",
                        "/settings/members",
                        Map.of("email", email(), "name", "a\0b", "role", "VIEWER"));
        assertThat(unstorable.status()).isEqualTo(422);
        assertThat(unstorable.text()).contains("a character that cannot be stored");

        owner.submit("/settings", change + "/remove", Map.of());
        assertThat(owner.location()).isEqualTo("/settings?removed&rep=kim");
        assertThat(owner.get(owner.location()).text())
                .contains("data-testid=\"still-rep\"", "href=\"/reps/kim\"");
    }

    /** What the page says of a member. */
    private static String row(String page, String id) {
        String from = page.substring(page.indexOf("data-id=\"" + id));
        return from.substring(0, from.indexOf("</tr>"));
    }

    @Test
    void aChangeOfRoleEndsTheSessions() {
        String email = email();
        String path = "/members/" + add(email, "ADMIN");
        var browser = new Browser(program);
        browser.logIn(email, AccessProgram.PASSWORD);
        assertThat(browser.get("/settings").status()).isEqualTo(200);

        assertThat(status(acme.token(), "PUT", path, "{\"role\":\"VIEWER\"}")).isEqualTo(200);
        program.awaitOut(browser);
        browser.logIn(email, AccessProgram.PASSWORD);
        assertThat(browser.get("/settings").status()).isEqualTo(403);

        assertThat(status(acme.token(), "PUT", path, "{\"active\":false}")).isEqualTo(200);
        program.awaitOut(browser);
        browser.logIn(email, AccessProgram.PASSWORD);
        assertThat(browser.location()).isEqualTo("/login?error");
    }

    @Test
    void aTokenFollowsTheRightsOfItsMakerAndEndsWithThem() {
        String email = email();
        String path = "/members/" + add(email, "ADMIN");
        String theirs = tokenOf(email);
        assertThat(status(theirs, "GET", "/members", null)).isEqualTo(200);

        assertThat(status(acme.token(), "PUT", path, "{\"role\":\"VIEWER\"}")).isEqualTo(200);
        assertThat(status(theirs, "GET", "/members", null)).isEqualTo(403);
        assertThat(status(theirs, "GET", "/reps", null)).isEqualTo(200);
        assertThat(status(acme.token(), "PUT", path, "{\"active\":false}")).isEqualTo(200);
        assertThat(status(theirs, "GET", "/reps", null)).isEqualTo(401);
        assertThat(status(acme.token(), "PUT", path, "{\"active\":true}")).isEqualTo(200);
        assertThat(status(theirs, "GET", "/reps", null)).isEqualTo(200);
        assertThat(status(acme.token(), "DELETE", path, null)).isEqualTo(204);
        assertThat(status(theirs, "GET", "/reps", null)).isEqualTo(401);
    }

    @Test
    void theLastOwnerStaysWhoeverTriesTogether() {
        String first = "/members/" + idOf(acme.owner());
        assertThat(status(acme.token(), "PUT", first, "{\"role\":\"ADMIN\"}")).isEqualTo(409);
        assertThat(status(acme.token(), "PUT", first, "{\"active\":false}")).isEqualTo(409);
        assertThat(status(acme.token(), "DELETE", first, null)).isEqualTo(409);

        String second = "/members/" + add(email(), "OWNER");
        var answers =
                List.of(first, second).parallelStream()
                        .map(path -> status(acme.token(), "PUT", path, "{\"role\":\"ADMIN\"}"))
                        .toList();
        assertThat(answers).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void onlyAnOwnerMakesOwners() {
        String email = email();
        String admin = add(email, "ADMIN");
        String theirs = tokenOf(email);

        assertThat(status(theirs, "POST", "/members", member(email(), "OWNER"))).isEqualTo(403);
        assertThat(status(theirs, "PUT", "/members/" + admin, "{\"role\":\"OWNER\"}"))
                .isEqualTo(403);
        assertThat(status(theirs, "DELETE", "/members/" + idOf(acme.owner()), null)).isEqualTo(403);
        assertThat(status(theirs, "POST", "/members", member(email(), "MANAGER"))).isEqualTo(201);
        assertThat(status(acme.token(), "PUT", "/members/" + admin, "{\"role\":\"OWNER\"}"))
                .isEqualTo(200);
    }

    @Test
    void anAccountThatExistsIsNotTouchedAndNobodyIsToldThatItExists() {
        var globex = program.workspace();
        String fresh = email();
        var known = program.api(acme.token(), "POST", "/members", member(globex.owner(), "VIEWER"));
        var unknown = program.api(acme.token(), "POST", "/members", member(fresh, "VIEWER"));

        assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(201);
        assertThat(shape(known.body())).isEqualTo(shape(unknown.body()));
        String list = program.api(acme.token(), "GET", "/members", null).text();
        assertThat(list)
                .contains(globex.owner(), fresh)
                .doesNotContain("INVITED", "Olga Owner\",\"role\":\"VIEWER");

        // Still one workspace, still the old name.
        var browser = new Browser(program);
        browser.logIn(globex.owner(), AccessProgram.PASSWORD);
        assertThat(browser.get("/").text()).contains(globex.slug()).doesNotContain(acme.slug());
    }

    @Test
    void aSeatThatIsShownAsAMembersIsKeptLikeOne() {
        String known = program.workspace().owner();
        String id = add(known, "VIEWER");
        String link = "/invitation/" + program.link(known, "/invitation/");

        assertThat(change(id, "{\"active\":false}")).contains("\"DISABLED\"");
        assertThat(accept(link)).as("kept out").isEqualTo(404);
        assertThat(change(id, "{\"role\":\"ADMIN\"}")).contains("\"DISABLED\"");
        assertThat(
                        program.api(acme.token(), "GET", "/audit-log?action=member.changed", null)
                                .text())
                .contains("\"active\":false");

        weeksLater();
        assertThat(shown(id)).contains("\"DISABLED\"");
        assertThat(change(id, "{\"active\":true}")).contains("\"ACTIVE\"");
        assertThat(accept(link)).as("a link that has lapsed").isEqualTo(404);
        assertThat(status(acme.token(), "POST", "/members", member(known, "VIEWER")))
                .isEqualTo(409);

        assertThat(status(acme.token(), "DELETE", "/members/" + id, null)).isEqualTo(204);
        add(known, "VIEWER");
        assertThat(accept("/invitation/" + otherLink(known, link))).isEqualTo(303);
    }

    @Test
    void anInvitationThatIsKeptOutOpensNoSeatUntilItIsLetIn() {
        String email = email();
        String id =
                program.make(
                                acme.token(),
                                "/members",
                                "{\"email\":\"%s\",\"name\":\"Ida\",\"role\":\"VIEWER\"}"
                                        .formatted(email))
                        .required("id")
                        .asString();
        String link = "/invitation/" + program.link(email, "/invitation/");

        assertThat(change(id, "{\"active\":false}")).contains("\"DISABLED\"");
        assertThat(accept(link)).isEqualTo(404);
        assertThat(change(id, "{\"active\":true}")).contains("\"INVITED\"");
        assertThat(accept(link)).isEqualTo(303);
    }

    @Test
    void anOwnerWhoHasNotComeYetIsKeptOutByTheOnlyOneThereIs() {
        String token = tokenOf(acme.owner());
        String known = program.workspace().owner();
        String id =
                program.make(token, "/members", member(known, "OWNER")).required("id").asString();

        assertThat(status(token, "PUT", "/members/" + id, "{\"active\":false}")).isEqualTo(200);
        assertThat(status(token, "DELETE", "/members/" + id, null)).isEqualTo(204);
        assertThat(status(token, "PUT", "/members/" + idOf(acme.owner()), "{\"active\":false}"))
                .isEqualTo(409);
    }

    private String change(String id, String body) {
        var changed = program.api(acme.token(), "PUT", "/members/" + id, body);
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        return changed.text();
    }

    private String shown(String id) {
        return program.api(acme.token(), "GET", "/members/" + id, null).text();
    }

    /** The answer to whoever opens the link and takes the seat, or to the link that is over. */
    private int accept(String link) {
        var browser = new Browser(program);
        var page = browser.get(link);
        return page.status() == 200
                ? browser.submit(
                                page,
                                link,
                                Map.of("name", "Ida", "password", AccessProgram.PASSWORD))
                        .status()
                : page.status();
    }

    private void weeksLater() {
        program.change(
                acme,
                """
                update invitation
                   set created_at = created_at - interval '3 weeks', link_until = link_until - interval '3 weeks',
                       expires_at = expires_at - interval '3 weeks'
                """);
    }

    /** The secret of a later letter than the one that held a link. */
    private String otherLink(String to, String link) {
        await().until(() -> !link.endsWith(program.link(to, "/invitation/")));
        return program.link(to, "/invitation/");
    }

    private static List<String> shape(JsonNode node) {
        return node.propertyNames().stream().filter(each -> !each.equals("id")).toList();
    }

    @Test
    void whatIsWrongIsNamedAllAtOnce() {
        var answer =
                program.api(
                        acme.token(),
                        "POST",
                        "/members",
                        "{\"email\":\"no\",\"role\":\"KING\",\"password\":\"short\",\"rep\":\"nobody\",\"x\":1}");
        assertThat(answer.status()).isEqualTo(422);
        var pointers = new ArrayList<String>();
        answer.body()
                .required("errors")
                .forEach(each -> pointers.add(each.required("pointer").asString()));
        assertThat(pointers)
                .containsExactlyInAnyOrder("/email", "/name", "/role", "/password", "/x");
        assertThat(
                        status(
                                acme.token(),
                                "POST",
                                "/members",
                                member(email(), "REP")
                                        .replace("\"name\"", "\"rep\":\"nobody\",\"name\"")))
                .isEqualTo(422);
        assertThat(status(acme.token(), "PUT", "/members/" + idOf(acme.owner()), "{}"))
                .isEqualTo(422);
    }

    @Test
    void anotherTenantsMemberIsAsIfTheyNeverWere() {
        var globex = program.workspace();
        String path = "/members/" + add(email(), "VIEWER");
        for (String method : List.of("GET", "PUT", "DELETE")) {
            assertThat(status(globex.token(), method, path, "{\"role\":\"ADMIN\"}"))
                    .as(method)
                    .isEqualTo(404);
        }
        assertThat(status(acme.token(), "GET", path, null)).isEqualTo(200);
    }

    @Test
    void aListIsReadInPages() {
        IntStream.range(0, 4).forEach(_ -> add(email(), "VIEWER"));
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            var page = program.api(acme.token(), "GET", "/members?limit=2" + cursor, null).body();
            page.required("items").forEach(each -> seen.add(each.required("id").asString()));
            cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asString() : "";
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }
}
