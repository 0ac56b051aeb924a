package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.infra.access.AccessProgram.Answer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A workspace whose people log in by a provider. */
final class SsoCompany {

    private final AccessProgram program;
    private final AccessProgram.Workspace workspace;
    private final Browser owner;

    SsoCompany(AccessProgram program) {
        this.program = program;
        this.workspace = program.workspace();
        this.owner = new Browser(program);
        owner.logIn(workspace.owner(), AccessProgram.PASSWORD);
    }

    AccessProgram.Workspace workspace() {
        return workspace;
    }

    Browser owner() {
        return owner;
    }

    String client() {
        return "client-" + workspace.slug();
    }

    /** No two clients of the provider have the same. */
    String secret() {
        return "a client secret of 32 bytes and more " + workspace.slug();
    }

    /** As the provider must allow it. */
    String redirect() {
        return "http://localhost:8080" + callback();
    }

    String callback() {
        return "/login/sso/" + workspace.slug() + "/callback";
    }

    String domain() {
        return workspace.slug() + ".test";
    }

    String address(String name) {
        return name + "@" + domain();
    }

    /** What the form holds before a test changes it. */
    Map<String, String> form(URI issuer) {
        var form = new LinkedHashMap<String, String>();
        form.put("issuer", issuer.toString());
        form.put("clientId", client());
        form.put("secret", secret());
        form.put("domains", domain());
        form.put("otherwise", "VIEWER");
        form.put("enabled", "true");
        return form;
    }

    void set(Map<String, String> form) {
        Answer answer = owner.submit("/settings/sso", "/settings/sso", form);
        assertThat(owner.location()).as(answer.text()).isEqualTo("/settings/sso?saved");
    }

    /** Sends a browser to the provider; answers where. */
    URI leave(Browser browser) {
        assertThat(browser.get("/login/sso/" + workspace.slug()).status()).isEqualTo(303);
        return browser.target();
    }

    static void comeBack(Browser browser, URI back) {
        browser.get(back.getRawPath() + "?" + back.getRawQuery());
    }

    Browser member(String name, String role) {
        program.make(
                workspace.token(),
                "/members",
                "{\"email\":\"%s\",\"name\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}"
                        .formatted(address(name), name, role, AccessProgram.PASSWORD));
        var browser = new Browser(program);
        browser.logIn(address(name), AccessProgram.PASSWORD);
        return browser;
    }

    /** As the API tells them; missing when there is none. */
    JsonNode member(String email) {
        for (JsonNode each : api("GET", "/members?limit=200", null).body().required("items")) {
            if (each.required("email").asString().equals(email)) {
                return each;
            }
        }
        throw new AssertionError("no member " + email);
    }

    boolean has(String email) {
        return api("GET", "/members?limit=200", null).text().contains('"' + email + '"');
    }

    /** The latest entry of an action. */
    JsonNode told(String action) {
        JsonNode items =
                api("GET", "/audit-log?limit=1&action=" + action, null).body().required("items");
        assertThat(items.isEmpty()).as(action).isFalse();
        return items.required(0);
    }

    Answer api(String method, String path, @Nullable String body) {
        return program.api(workspace.token(), method, path, body);
    }

    static String somebody() {
        return "p" + UUID.randomUUID().toString().substring(0, 8);
    }
}
