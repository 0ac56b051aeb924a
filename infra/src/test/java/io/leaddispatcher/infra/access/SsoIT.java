package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.oidc.provider.RunningProvider;
import io.leaddispatcher.application.access.ResolveSession;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** The way in by a real provider: Spring Authorization Server. */
@ExtendWith(InProgram.class)
class SsoIT {

    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([^\"]+)\"");

    private final AccessProgram program;
    private final RunningProvider provider;
    private final SsoCompany acme;
    private final String nora = SsoCompany.somebody();

    SsoIT(AccessProgram program, RunningProvider provider) {
        this.program = program;
        this.provider = provider;
        this.acme = company();
    }

    private SsoCompany company() {
        var company = new SsoCompany(program);
        provider.register(company.client(), company.secret(), company.redirect());
        return company;
    }

    private Map<String, String> form() {
        return acme.form(provider.issuer());
    }

    private Browser logIn(SsoCompany company, String name) {
        var browser = new Browser(program);
        SsoCompany.comeBack(browser, provider.logIn(company.leave(browser), name));
        return browser;
    }

    private void assertRefused(String name, String reason) {
        var browser = logIn(acme, name);
        assertThat(browser.location()).isEqualTo("/login?sso-refused");
        assertThat(browser.isIn()).isFalse();
        assertThat(acme.told("session.refused").required("detail").required("reason").asString())
                .contains(reason);
    }

    @Test
    void somebodyNewBecomesWhatTheMappingSaysAndTheLogTellsIt() {
        acme.api("PUT", "/teams/emea", "{\"name\":\"EMEA\",\"members\":[]}");
        var form = form();
        form.putAll(Map.of("claim", "groups", "value", "sales", "role", "REP", "team", "emea"));
        acme.set(form);
        provider.hire(nora, acme.address(nora), true, "staff", "sales");

        var browser = logIn(acme, nora);

        assertThat(browser.location()).isEqualTo("/");
        assertThat(browser.isIn()).isTrue();
        JsonNode member = acme.member(acme.address(nora));
        assertThat(member.required("role").asString()).isEqualTo("REP");
        assertThat(acme.api("GET", "/teams/emea", null).text())
                .contains('"' + member.required("rep").asString() + '"');
        JsonNode joined = acme.told("member.joined");
        assertThat(joined.required("detail").required("role").asString()).isEqualTo("REP");
        assertThat(joined.required("detail").path("rep").asString(""))
                .isEqualTo(member.required("rep").asString());
        assertThat(joined.required("detail").required("issuer").asString())
                .isEqualTo(provider.issuer().toString());
        assertThat(acme.told("session.opened").required("detail").required("by").asString())
                .isEqualTo("single sign-on");
        assertThat(acme.api("GET", "/audit-log?limit=100", null).text())
                .contains("sso.changed")
                .doesNotContain(acme.secret());
    }

    @Test
    void thePageAskedForFirstComesAfterTheLogIn() {
        acme.set(form());
        provider.hire(nora, acme.address(nora), true);
        var browser = new Browser(program);
        browser.get("/leads?q=acme");
        SsoCompany.comeBack(browser, provider.logIn(acme.leave(browser), nora));

        assertThat(browser.location()).isEqualTo("/leads?q=acme");
    }

    @Test
    void aMemberIsKnownByAVerifiedAddressOnceAndByTheSubjectFromThenOn() {
        acme.member(nora, "MANAGER");
        acme.set(form());
        provider.hire(nora, acme.address(nora), true);
        assertThat(logIn(acme, nora).isIn()).isTrue();
        assertThat(acme.told("sso.linked").required("target").asString())
                .isEqualTo("member:" + acme.member(acme.address(nora)).required("id").asString());

        provider.hire(nora, "married@elsewhere.test", false);
        assertThat(logIn(acme, nora).get("/me/security").text()).contains(acme.address(nora));
        assertThat(acme.has("married@elsewhere.test")).isFalse();

        String twin = SsoCompany.somebody();
        provider.hire(twin, acme.address(nora), true);
        assertRefused(twin, "somebody else at the provider");
    }

    @Test
    void whomTheRulesDoNotCoverStaysOut() {
        var form = form();
        form.put("otherwise", "");
        acme.set(form);
        provider.hire(nora, acme.address(nora), true, "staff");
        assertRefused(nora, "no row of the mapping fits");

        String unsure = SsoCompany.somebody();
        acme.member(unsure, "VIEWER");
        provider.hire(unsure, acme.address(unsure), false);
        assertRefused(unsure, "does not say that the address is verified");

        String stranger = SsoCompany.somebody();
        provider.hire(stranger, stranger + "@elsewhere.test", true);
        assertRefused(stranger, "no domain that the provider may speak for");

        String gone = SsoCompany.somebody();
        acme.member(gone, "VIEWER");
        provider.hire(gone, acme.address(gone), true);
        String id = acme.member(acme.address(gone)).required("id").asString();
        acme.api("PUT", "/members/" + id, "{\"active\":false}");
        assertRefused(gone, "kept out");
        assertThat(acme.has(acme.address(nora))).isFalse();
    }

    @Test
    void aStateIsGoodOnceInItsBrowserAndInItsWorkspace() {
        acme.set(form());
        provider.hire(nora, acme.address(nora), true);
        var globex = company();
        globex.set(globex.form(provider.issuer()));
        var browser = new Browser(program);
        URI back = provider.logIn(acme.leave(browser), nora);

        var other = new Browser(program);
        globex.leave(other);
        SsoCompany.comeBack(other, back);
        assertThat(other.location()).as("another browser").isEqualTo("/login?sso-stale");
        browser.get(globex.callback() + "?" + back.getRawQuery());
        assertThat(browser.location()).as("another workspace").isEqualTo("/login?sso-stale");
        assertThat(browser.isIn()).isFalse();

        SsoCompany.comeBack(browser, back);
        assertThat(browser.isIn()).isTrue();
        browser.setCookie("session", "");
        SsoCompany.comeBack(browser, back);
        assertThat(browser.location()).as("again").isEqualTo("/login?sso-stale");
        assertThat(browser.isIn()).isFalse();
    }

    @Test
    void ofTwoWhoSaveTheSettingsTheSecondIsTold() {
        var form = form();
        form.put("version", "none");
        acme.set(form);
        form.put("version", version());
        form.put("otherwise", "REP");
        acme.set(form);

        form.put("otherwise", "ADMIN");
        var refused = acme.owner().submit("/settings/sso", "/settings/sso", form);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text())
                .contains("data-testid=\"stale\"", "value=\"ADMIN\" selected")
                .contains("name=\"version\" value=\"%s\"".formatted(version()));
        assertThat(acme.owner().get("/settings/sso").text()).contains("value=\"REP\" selected");
        form.put("version", version());
        acme.set(form);
        assertThat(acme.owner().get("/settings/sso").text()).contains("value=\"ADMIN\" selected");
    }

    private String version() {
        var found = VERSION.matcher(acme.owner().get("/settings/sso").text());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void rolesFollowTheProviderAtEachLogInButTheLastOwnerStays() {
        var form = form();
        form.putAll(
                Map.of(
                        "claim",
                        "groups",
                        "value",
                        "bosses",
                        "role",
                        "ADMIN",
                        "otherwise",
                        "",
                        "everyTime",
                        "true"));
        acme.set(form);
        provider.hire(nora, acme.address(nora), true, "bosses");
        var before = logIn(acme, nora);
        assertThat(before.get("/settings/sso").status()).isEqualTo(200);

        form.put("otherwise", "REP");
        acme.set(form);
        provider.hire(nora, acme.address(nora), true);
        assertThat(logIn(acme, nora).get("/settings/sso").status()).isEqualTo(403);
        JsonNode changed = acme.told("member.changed").required("detail");
        assertThat(changed.required("before").required("role").asString()).isEqualTo("ADMIN");
        assertThat(changed.required("after").required("role").asString()).isEqualTo("REP");
        program.awaitOut(before);

        String olga = SsoCompany.somebody();
        provider.hire(olga, acme.workspace().owner(), true);
        assertThat(logIn(acme, olga).get("/settings/sso").status()).isEqualTo(200);
        assertThat(acme.member(acme.workspace().owner()).required("role").asString())
                .isEqualTo("OWNER");

        form.put("otherwise", "");
        acme.set(form);
        assertRefused(nora, "no row of the mapping fits");
    }

    @Test
    void theLogTellsWhichRepSomebodyHasBecome() {
        acme.api("PUT", "/teams/emea", "{\"name\":\"EMEA\",\"members\":[]}");
        var form = form();
        form.putAll(
                Map.of("claim", "groups", "value", "sales", "role", "REP", "everyTime", "true"));
        acme.set(form);
        provider.hire(nora, acme.address(nora), true, "sales");
        logIn(acme, nora);

        form.put("team", "emea");
        acme.set(form);
        logIn(acme, nora);

        JsonNode changed = acme.told("member.changed").required("detail");
        assertThat(changed.required("after").path("rep").asString(""))
                .isEqualTo(acme.member(acme.address(nora)).required("rep").asString());
        assertThat(changed.required("after").has("role")).isFalse();
        assertThat(changed.required("before").has("rep")).isFalse();
    }

    @Test
    void whereOnlyTheProviderLetsInAPasswordIsForOwnersOnly() {
        var nils = acme.member(nora, "ADMIN");
        assertThat(nils.isIn()).isTrue();
        var form = form();
        form.put("only", "true");
        acme.set(form);

        program.awaitOut(nils);
        nils.logIn(acme.address(nora), AccessProgram.PASSWORD);
        assertThat(nils.location()).isEqualTo("/login?error");
        provider.hire(nora, acme.address(nora), true);
        assertThat(logIn(acme, nora).isIn()).isTrue();
        assertThat(acme.owner().isIn()).isTrue();
        var owner = new Browser(program);
        owner.logIn(acme.workspace().owner(), AccessProgram.PASSWORD);
        assertThat(owner.isIn()).isTrue();

        form.remove("enabled");
        acme.set(form);
        nils.logIn(acme.address(nora), AccessProgram.PASSWORD);
        assertThat(nils.isIn()).as("a provider that is off keeps nobody out").isTrue();
    }

    @Test
    void aProviderHasNoSayInAnotherWorkspaceOfThePerson() {
        acme.member(nora, "VIEWER");
        acme.set(form());
        var globex = company();
        globex.api(
                "POST",
                "/members",
                "{\"email\":\"%s\",\"name\":\"N\",\"role\":\"ADMIN\"}"
                        .formatted(acme.address(nora)));
        String link = "/invitation/" + program.link(acme.address(nora), "/invitation/");
        new Browser(program)
                .submit(link, link, Map.of("name", "N", "password", AccessProgram.PASSWORD));
        provider.hire(nora, acme.address(nora), true);
        var byPassword = new Browser(program);
        byPassword.logIn(acme.address(nora), AccessProgram.PASSWORD);
        assertThat(byPassword.get("/workspaces").text()).contains(globex.workspace().slug());
        String tenant =
                Objects.requireNonNull(
                                program.get(Workspaces.class)
                                        .find(globex.workspace().slug())
                                        .block())
                        .toString();

        var bySso = logIn(acme, nora);
        assertThat(bySso.get("/workspaces").text()).doesNotContain(globex.workspace().slug());
        assertThat(bySso.submit("/me/security", "/workspaces/" + tenant, Map.of()).status())
                .isEqualTo(404);
        assertThat(byPassword.submit("/me/security", "/workspaces/" + tenant, Map.of()).status())
                .isEqualTo(303);
    }

    @Test
    void whoMadeAnAccountOfSomebodysAddressIsNotToldWhereTheyWork() {
        var mallory = program.workspace();
        program.make(
                mallory.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"N\",\"role\":\"VIEWER\",\"password\":\"%s\"}"
                        .formatted(acme.address(nora), AccessProgram.PASSWORD));
        acme.set(form());
        provider.hire(nora, acme.address(nora), true);
        assertThat(logIn(acme, nora).get("/workspaces").text())
                .contains(acme.workspace().slug())
                .doesNotContain(mallory.slug());

        var attacker = new Browser(program);
        attacker.logIn(acme.address(nora), AccessProgram.PASSWORD);

        assertThat(attacker.get("/workspaces").text())
                .contains(mallory.slug())
                // But in the address that was typed.
                .doesNotContain(">" + acme.workspace().slug() + "<");
    }

    @Test
    void theSecondFactorIsTheProvidersToAskFor() {
        acme.member(nora, "VIEWER");
        acme.set(form());
        provider.hire(nora, acme.address(nora), true);
        var tenant = tenant();
        program.get(UnitOfWork.class)
                .run(
                        tenant,
                        program.get(DatabaseClient.class)
                                .sql(
                                        "update tenant set second_factor_required = true"
                                                + " where tenant_id = :tenant")
                                .bind("tenant", tenant.value())
                                .fetch()
                                .rowsUpdated())
                .block();
        var byPassword = new Browser(program);
        byPassword.logIn(acme.address(nora), AccessProgram.PASSWORD);

        assertThat(who(byPassword).secondFactorDue()).isTrue();
        assertThat(who(logIn(acme, nora)).secondFactorDue()).isFalse();
    }

    @Test
    void aLogInThatStillOwedACodeIsOver() {
        acme.member(nora, "VIEWER");
        acme.set(form());
        provider.hire(nora, acme.address(nora), true);
        var browser = new Browser(program);
        browser.setCookie("half", "h".repeat(43));

        SsoCompany.comeBack(browser, provider.logIn(acme.leave(browser), nora));

        assertThat(browser.isIn()).isTrue();
        assertThat(browser.cookie("half")).isEmpty();
    }

    @Test
    void aProviderNeitherPutsASecretIntoTheSecondFactorOfSomebodyNorSeesOne() {
        String page = "/me/security/second-factor";
        var own = acme.member(nora, "VIEWER");
        acme.set(form());
        provider.hire(nora, acme.address(nora), true);
        var bySso = logIn(acme, nora);

        bySso.submit(page, page + "/begin", Map.of());
        assertThat(bySso.location()).isEqualTo(page);
        assertThat(own.get(page).text()).contains("begin-form").doesNotContain("\"secret\"");
        own.submit(page, page + "/begin", Map.of());
        assertThat(own.get(page).text()).contains("\"secret\"", "anew-form");
        assertThat(bySso.get(page).text())
                .contains("not-here")
                .doesNotContain("\"secret\"", "class=\"qr\"", "<form class=\"card");
        assertThat(bySso.get("/me/security").text())
                .contains("second-factor-not-here")
                .doesNotContain("to-second-factor");
        for (String act : new String[] {"/confirm", "/recovery-codes", "/drop"}) {
            bySso.submit(
                    page, page + act, Map.of("code", "123456", "password", AccessProgram.PASSWORD));
            assertThat(bySso.location()).as(act).isEqualTo(page);
        }
    }

    private SignedIn who(Browser browser) {
        return Objects.requireNonNull(
                program.get(ResolveSession.class)
                        .handle(new ResolveSession.Query(browser.cookie("session"), true))
                        .block());
    }

    @Test
    void anAdminMakesNobodyAnOwnerByAProvider() {
        var adam = acme.member(nora, "ADMIN");
        var form = form();
        adam.submit("/settings/sso", "/settings/sso", form);
        assertThat(adam.location()).isEqualTo("/settings/sso?saved");
        String olga = SsoCompany.somebody();
        provider.hire(olga, acme.workspace().owner(), true);
        assertRefused(olga, "only when an owner has chosen it");
        acme.set(form);
        assertThat(logIn(acme, olga).isIn()).as("once an owner has").isTrue();

        form.putAll(Map.of("claim", "groups", "value", "x", "role", "OWNER", "everyTime", "true"));
        assertThat(adam.submit("/settings/sso", "/settings/sso", form).status()).isEqualTo(403);
        acme.set(form);
        form.put("value", "staff");
        assertThat(adam.submit("/settings/sso", "/settings/sso", form).status())
                .as("nor changes who becomes one")
                .isEqualTo(403);
    }

    @Test
    void anAdminTakesNoOwnersRoleByTheMapping() {
        var adam = acme.member(nora, "ADMIN");
        var form = form();
        acme.set(form);
        form.put("everyTime", "true");
        assertThat(adam.submit("/settings/sso", "/settings/sso", form).status())
                .as("a mapping that counts at each log-in, of a provider that speaks for owners")
                .isEqualTo(403);
        acme.set(form);
        form.put("otherwise", "REP");
        assertThat(adam.submit("/settings/sso", "/settings/sso", form).status())
                .as("nor another one in its place")
                .isEqualTo(403);

        form.put("otherwise", "VIEWER");
        form.put("only", "true");
        adam.submit("/settings/sso", "/settings/sso", form);
        assertThat(adam.location()).as("the rest is theirs").isEqualTo("/settings/sso?saved");
    }

    @Test
    void aProviderThatIsOffOrReplacedKeepsNoSessionOpen() {
        var form = form();
        acme.set(form);
        provider.hire(nora, acme.address(nora), true);
        var first = logIn(acme, nora);
        var byPassword = acme.member(SsoCompany.somebody(), "VIEWER");
        acme.set(form);
        assertThat(first.isIn()).as("saved and not changed").isTrue();

        form.remove("enabled");
        acme.set(form);
        program.awaitOut(first);

        acme.set(form());
        var second = logIn(acme, nora);
        assertThat(second.isIn()).isTrue();
        form = form();
        form.put("clientId", "another");
        acme.set(form);
        program.awaitOut(second);
        assertThat(byPassword.isIn()).isTrue();
    }

    @Test
    void anInvitationThatHasLapsedGivesNoSeat() {
        acme.set(form());
        invite(nora, "ADMIN");
        String late = SsoCompany.somebody();
        invite(late, "ADMIN");
        lapse(late);
        String lateOwner = SsoCompany.somebody();
        invite(lateOwner, "OWNER");
        lapse(lateOwner);
        for (String each : new String[] {nora, late, lateOwner}) {
            provider.hire(each, acme.address(each), true);
            assertThat(logIn(acme, each).isIn()).as(each).isTrue();
        }

        assertThat(role(nora)).as("in time").isEqualTo("ADMIN");
        assertThat(role(late)).isEqualTo("VIEWER");
        assertThat(role(lateOwner)).isEqualTo("VIEWER");
    }

    private String role(String name) {
        return acme.member(acme.address(name)).required("role").asString();
    }

    private void invite(String name, String role) {
        program.make(
                acme.workspace().token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"%s\",\"role\":\"%s\"}"
                        .formatted(acme.address(name), name, role));
    }

    private void lapse(String name) {
        var tenant = tenant();
        program.get(UnitOfWork.class)
                .run(
                        tenant,
                        program.get(DatabaseClient.class)
                                .sql(
                                        "update invitation set expires_at = created_at"
                                                + " where tenant_id = :tenant and email = :email")
                                .bind("tenant", tenant.value())
                                .bind("email", acme.address(name))
                                .fetch()
                                .rowsUpdated())
                .block();
    }

    private TenantId tenant() {
        return Objects.requireNonNull(
                program.get(Workspaces.class).find(acme.workspace().slug()).block());
    }

    @Test
    void whoeverBeginsAgainAndAgainWaitsAndPushesNobodyOut() {
        acme.set(form());
        provider.hire(nora, acme.address(nora), true);
        var early = new Browser(program);
        URI away = acme.leave(early);
        repeat(999);
        var flood = new Browser(program);
        acme.leave(flood);
        assertThat(flood.location()).isEqualTo("/login?throttled");

        SsoCompany.comeBack(early, provider.logIn(away, nora));
        assertThat(early.isIn()).as("who was there before").isTrue();
        acme.leave(flood);
        assertThat(flood.location()).as("the way is free again").doesNotStartWith("/login");
        var globex = company();
        globex.set(globex.form(provider.issuer()));
        globex.leave(flood);
        assertThat(flood.location()).as("elsewhere").doesNotStartWith("/login");
    }

    /** As if the browser that has begun had done so as often again. */
    private void repeat(int times) {
        var tenant = tenant();
        program.get(UnitOfWork.class)
                .run(
                        tenant,
                        program.get(DatabaseClient.class)
                                .sql(
                                        "insert into sso_attempt (tenant_id, state_hash, browser_hash, address,"
                                                + " issuer, nonce, verifier, expires_at)"
                                                + " select tenant_id, decode(md5(i::text), 'hex'), browser_hash, address,"
                                                + " issuer, nonce, verifier, expires_at"
                                                + " from sso_attempt, generate_series(1, :times) i"
                                                + " where tenant_id = :tenant")
                                .bind("tenant", tenant.value())
                                .bind("times", times)
                                .fetch()
                                .rowsUpdated())
                .block();
    }

    @Test
    void theWayThereIsFoundByShortNameAndByDomainAndTellsOfNoAccount() {
        acme.set(form());
        for (String typed :
                new String[] {
                    acme.workspace().slug(), acme.domain(), acme.address("nobody-at-all")
                }) {
            var browser = new Browser(program);
            var answer = browser.submit("/login", "/login/sso", Map.of("workspace", typed));
            assertThat(answer.text()).contains("/login/sso/" + acme.workspace().slug());
        }
        var browser = new Browser(program);
        browser.submit("/login", "/login/sso", Map.of("workspace", "x@elsewhere.test"));
        assertThat(browser.location()).isEqualTo("/login?sso-unknown");
        browser.get("/login/sso/nobody-has-this-name");
        assertThat(browser.location()).isEqualTo("/login?sso-unknown");
        browser.submit("/login", "/login/sso", Map.of("workspace", "a\0b"));
        assertThat(browser.location()).isEqualTo("/login?sso-unknown");
    }

    @Test
    void aWorkspaceSpeaksForNoDomainThatIsNotItsOwn() {
        var form = form();
        form.put("domains", "victim.test");
        var answer = acme.owner().submit("/settings/sso", "/settings/sso", form);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("must first have proved an address");
    }

    @Test
    void theSecretStaysAndIsNotShown() {
        acme.set(form());
        assertThat(acme.owner().get("/settings/sso").text()).doesNotContain(acme.secret());
        var form = form();
        form.remove("secret");
        acme.set(form);
        provider.hire(nora, acme.address(nora), true);
        assertThat(logIn(acme, nora).isIn()).isTrue();

        form.put("clientId", "another");
        var answer = acme.owner().submit("/settings/sso", "/settings/sso", form);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("needed anew");
    }

    @Test
    void theTestSaysPreciselyWhatIsWrong() {
        assertThat(test(provider.issuer().toString()))
                .contains("publishes everything that a log-in needs");
        assertThat(test(provider.issuer() + "/")).contains("calls itself " + provider.issuer());
        assertThat(test(provider.issuer() + "/office")).contains("status 302");
        assertThat(test("http://127.0.0.1:1")).contains("must not be called");
        assertThat(test("not an address")).contains("no web address");
    }

    private String test(String issuer) {
        return acme.owner()
                .submit("/settings/sso", "/settings/sso/test", Map.of("issuer", issuer))
                .text();
    }
}
