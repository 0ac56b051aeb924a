package io.leaddispatcher.web.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.csrf;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.domain.connection.ConnectionKey;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

@SpringBootTest(classes = Preview.class, properties = "dispatcher.demo=true")
class PagesTest {

    private static final Pattern INLINE =
            Pattern.compile("(?i)\\sstyle=|<style|<script(?![^>]*\\ssrc=)|<[^>]*\\son[a-z]+=\"");

    @Autowired ApplicationContext context;
    @Autowired InMemoryConnections connections;
    WebTestClient browser;

    @BeforeEach
    void open() {
        PreviewConnections.fill(connections);
        browser =
                WebTestClient.bindToApplicationContext(context)
                        .apply(springSecurity())
                        .configureClient()
                        .defaultHeader("Accept", "text/html")
                        .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/leads",
                "/leads?q=nothing-like-it",
                "/leads/0199a1b2-0000-7000-8000-000000000001",
                "/leads/0199a1b2-0000-7000-8000-000000000003",
                "/connections",
                "/connections/slack",
                "/connections/add/smtp",
                "/connections/add/form",
                "/sandbox",
                "/login?error"
            })
    void aPageHasOneHeadingItsHooksAndNothingInline(String address) {
        var page = read(address, 200);

        assertThat(page).contains("lang=\"en\"", "data-testid=\"").doesNotContain("??");
        assertThat(page.split("<h1", -1)).hasSize(2);
        assertThat(INLINE.matcher(page).results().map(r -> r.group())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/leads", "/leads/0199a1b2-0000-7000-8000-000000000003", "/sandbox"})
    void textFromOutsideStaysText(String address) {
        assertThat(read(address, 200)).doesNotContain("<script>alert", "<img src=x", "<b>open");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/leads/x",
                "/leads/0199a1b2-0000-7000-8000-000000000999",
                "/connections/none"
            })
    void whatIsNotThereAnswers404(String address) {
        assertThat(read(address, 404)).contains("error-404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/connections", "/connections/slack", "/connections/add/slack"})
    void aRepSeesNoConnections(String address) {
        assertThat(read(address + "?as=REP", 403)).contains("error-403");
        assertThat(read("/leads?as=REP", 200)).doesNotContain("nav-connections");
    }

    @Test
    void theTraceNamesTheRuleTheCandidatesAndTheReasons() {
        var page = read("/leads/0199a1b2-0000-7000-8000-000000000001", 200);

        assertThat(page)
                .contains("data-rule=\"dach-fintech\" data-outcome=\"won\"")
                .contains("Furthest behind her fair share: 11 of 24, due 12")
                .contains("Out of hours", "At capacity", "Out of office")
                .contains("Company employees: saw 240, wanted at least 1,000")
                .contains("Sector: saw nothing, wanted is public");
    }

    @Test
    void everyAnswerCarriesThePolicyAndPrivateOnesAreNotKept() {
        for (String address : List.of("/", "/login", "/leads/x", "/css/base.css", "/nowhere")) {
            browser.get()
                    .uri(address)
                    .exchange()
                    .expectHeader()
                    .value(
                            "Content-Security-Policy",
                            policy ->
                                    assertThat(policy)
                                            .startsWith("default-src 'none'; script-src 'self';")
                                            .doesNotContain("unsafe"))
                    .expectHeader()
                    .valueEquals("X-Content-Type-Options", "nosniff")
                    .expectHeader()
                    .valueEquals("Referrer-Policy", "same-origin")
                    .expectHeader()
                    .valueEquals("Cross-Origin-Opener-Policy", "same-origin")
                    .expectHeader()
                    .valueEquals(
                            "Cache-Control",
                            address.startsWith("/css/") ? "public, max-age=300" : "no-store");
        }
    }

    @Test
    void anUnsafeRequestWithoutItsTokenIsRefused() {
        browser.post().uri("/sample-leads").exchange().expectStatus().isForbidden();
        browser.post().uri("/connections/slack").exchange().expectStatus().isForbidden();
        assertThat(stored("slack").version()).isOne();
    }

    @Test
    void aSampleLeadLeadsToItsPage() {
        browser.mutateWith(csrf())
                .post()
                .uri("/sample-leads")
                .exchange()
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .valueMatches("Location", "/leads/[0-9a-f-]{36}");
    }

    @Test
    void aSavedConnectionKeepsWhatItsFormDoesNotShow() {
        send(
                "/connections/hubspot-main",
                "version=1&name=HubSpot&portalId=62515&appId=7&accessToken=&clientSecret=new",
                303);

        var saved = stored("hubspot-main");
        assertThat(saved.settings())
                .extractingByKeys("portalId", "appId", "callsPerSecond")
                .hasToString("[62515, 7, 9]");
        assertThat(saved.secretsSetAt().get("clientSecret")).isEqualTo(Preview.NOW);
        assertThat(saved.secretsSetAt().get("accessToken")).isBefore(Preview.NOW);
    }

    @Test
    void aSecretThatMustBeSentAgainIsAskedForBesideItsField() {
        assertThat(send("/connections/slack", "version=1&name=Slack&teamId=T9", 422))
                .contains("problem-botToken", "problem-signingSecret");
    }

    @Test
    void aFormThatSomebodyElseOvertookIsRefused() {
        assertThat(send("/connections/slack", "version=0&name=Mine&teamId=T0123", 422))
                .contains("form-problems", "Somebody else", "value=\"Mine\"");
        assertThat(stored("slack").name()).isEqualTo("Slack");
    }

    @Test
    void aRefusedFormKeepsWhatWasTypedButNoSecretAndSaysWhatIsWrong() {
        var page =
                send(
                        "/connections/add/smtp",
                        "key=mail-2&name=Mail&host=mail.test&port=99999&password=canary",
                        422);

        assertThat(page)
                .contains("problem-port", "problem-from", "value=\"99999\"")
                .doesNotContain("canary");
    }

    @Test
    void aNewConnectionTakesNoKeyThatIsInUse() {
        assertThat(send("/connections/add/form", "key=slack&name=Other", 422))
                .contains("problem-key");
        assertThat(stored("slack").name()).isEqualTo("Slack");
    }

    @Test
    void aTestSaysWhatCameOfItAndNotTwiceInARow() {
        assertThat(send("/connections/website/test", "", 200)).contains("data-ok=\"true\"");
        assertThat(send("/connections/website/test", "", 200)).contains("data-ok=\"false\"");
        send("/connections/nothing/test", "", 404);
    }

    @Test
    void aGermanReadsGerman() {
        var page =
                browser.get()
                        .uri("/leads")
                        .header("Accept-Language", "de-AT")
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();

        assertThat(page).contains("lang=\"de\"", "Verbindungen").doesNotContain("??");
    }

    private StoredConnection stored(String key) {
        return Objects.requireNonNull(
                connections.find(Preview.TENANT, new ConnectionKey(key)).block());
    }

    private String read(String address, int status) {
        return Objects.requireNonNull(
                browser.get()
                        .uri(address)
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }

    private String send(String address, String form, int status) {
        return Objects.requireNonNullElse(
                browser.mutateWith(csrf())
                        .post()
                        .uri(address)
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .body(BodyInserters.fromValue(form))
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody(),
                "");
    }
}
