package io.leaddispatcher.infra.fire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.workspace.CreateWorkspace;
import io.leaddispatcher.application.workspace.WorkspaceCharter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A workspace with all its doors open.
 *
 * @param form where its web form is sent; likewise the other two
 * @param visitor the cookie to which its log-in form is bound
 * @param csrf the token of that form
 */
record Workspace(
        String slug, Api api, URI form, URI generic, URI hubspot, String visitor, String csrf) {

    static final String PASSWORD = "correct-horse-battery";
    static final String CLIENT_SECRET = "hubspot-client-secret";
    static final byte[] SIGNING_KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

    private static final Pattern HOOK_URL = Pattern.compile("\"hookUrl\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    static Workspace found(Node node, String slug) throws IOException, InterruptedException {
        String token = "ldp_" + slug + "_".repeat(40 - slug.length());
        node.get(CreateWorkspace.class)
                .handle(
                        new WorkspaceCharter(
                                slug,
                                slug,
                                ownerOf(slug),
                                slug,
                                new Secret(PASSWORD),
                                new Secret(token),
                                ZoneOffset.UTC,
                                false))
                .block();
        Api api = new Api(node.port(), token);
        api.put("/reps/kim", "{\"name\":\"Kim\",\"email\":\"kim@%s.test\"}".formatted(slug));
        api.publish(
                """
                {"tiers":[{"name":"All","rules":[{"id":"kim","assign":{"rep":"kim"}}]}],
                 "fallback":{"queue":"fallback"}}
                """);
        HttpResponse<String> page =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://127.0.0.1:%d/login"
                                                                .formatted(node.port())))
                                        .build(),
                                BodyHandlers.ofString());
        return new Workspace(
                slug,
                api,
                hook(api, "form", "{\"type\":\"form\"}"),
                hook(
                        api,
                        "generic",
                        "{\"type\":\"generic\",\"secrets\":{\"signingSecret\":\"whsec_%s\"}}"
                                .formatted(Base64.getEncoder().encodeToString(SIGNING_KEY))),
                hook(
                        api,
                        "hubspot",
                        """
                        {"type":"hubspot","settings":{"portalId":"1"},
                         "secrets":{"clientSecret":"%s","accessToken":"pat-test"}}
                        """
                                .formatted(CLIENT_SECRET)),
                page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0],
                only(CSRF, page.body()));
    }

    String owner() {
        return ownerOf(slug);
    }

    private static String ownerOf(String slug) {
        return "owner@" + slug + ".test";
    }

    private static URI hook(Api api, String key, String connection)
            throws IOException, InterruptedException {
        api.put("/connections/" + key, connection);
        return URI.create(only(HOOK_URL, api.get("/connections/" + key).body()));
    }

    private static String only(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }
}
