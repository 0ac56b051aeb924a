package io.leaddispatcher.adapter.rest.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Mono;

class FormHookTest {

    private static final String PATH = "/hooks/forms/" + Doors.HOOK_ID;
    private static final String URLENCODED = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String ORIGIN = "https://www.acme.test";

    private final Map<String, Object> settings =
            new HashMap<>(
                    Map.of(
                            "allowedOrigins",
                            List.of(ORIGIN),
                            "honeypot",
                            "website",
                            "mapping",
                            // A blank around it is what somebody has copied along.
                            Map.of("your-email", " contact.email ")));
    private Doors doors = new Doors("form", settings, Map.of());

    @Test
    void anUrlencodedFormBecomesALead() {
        post(
                        URLENCODED,
                        "your-email=ana%40acme.de&contact.firstName=Zo%C3%AB&company.name=A+%26+B"
                                + "&custom.gpuCount=8&custom.tag=a&custom.tag=b&lead.message="
                                + "&submit=Send&receivedAt=2020-01-01T00:00:00Z&contact.foo=x&&=y")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("ACCEPTED");

        assertThat(lead())
                .isEqualTo(
                        Map.of(
                                "contact",
                                Map.of("email", "ana@acme.de", "firstName", "Zoë"),
                                "company",
                                Map.of("name", "A & B"),
                                "custom",
                                Map.of("gpuCount", "8", "tag", List.of("a", "b"))));
    }

    @Test
    void aMultipartFormBecomesALeadWithoutItsFiles() {
        var parts = new MultipartBodyBuilder();
        parts.part("your-email", "ana@acme.de");
        parts.part("contact.lastName", "Müller 漢");
        parts.part("custom.cv", new byte[] {1, 2, 3}).filename("cv.pdf");
        doors.client()
                .post()
                .uri(PATH)
                .body(BodyInserters.fromMultipartData(parts.build()))
                .exchange()
                .expectStatus()
                .isAccepted();

        assertThat(lead())
                .isEqualTo(
                        Map.of("contact", Map.of("email", "ana@acme.de", "lastName", "Müller 漢")));
    }

    @Test
    void aJsonFormMayBeFlatOrNested() {
        post(
                        JSON,
                        "{\"contact.email\":\"ana@acme.de\",\"company\":{\"employees\":240,"
                                + "\"geo\":{\"lat\":52.5}},\"custom\":{\"ok\":true,\"n\":null}}")
                .expectStatus()
                .isAccepted();

        assertThat(lead())
                .isEqualTo(
                        Map.of(
                                "contact",
                                Map.of("email", "ana@acme.de"),
                                "company",
                                Map.of(
                                        "employees",
                                        new BigDecimal("240"),
                                        "geo",
                                        Map.of("lat", new BigDecimal("52.5"))),
                                "custom",
                                Map.of("ok", true)));
    }

    @Test
    void aFilledHoneypotIsAnsweredAlikeAndNotStored() {
        post(JSON, "{\"contact.email\":\"a@b.de\",\"website\":\"spam\"}")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.eventId")
                .isNotEmpty();
        assertThat(doors.stored).isEmpty();

        post(URLENCODED, "contact.email=a%40b.de&website=").expectStatus().isAccepted();
        assertThat(doors.stored).hasSize(1);
    }

    @Test
    void aPageIsSentOnAndAScriptIsNot() {
        settings.put("redirectUrl", "https://www.acme.test/thanks");
        doors = new Doors("form", settings, Map.of());

        post(URLENCODED, "contact.email=a%40b.de")
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("https://www.acme.test/thanks");
        post(URLENCODED, "contact.email=a%40b.de&website=spam").expectStatus().isSeeOther();
        post(JSON, "{\"contact.email\":\"a@b.de\"}").expectStatus().isAccepted();
    }

    @Test
    void theSameSubmissionHasTheSameKeyAndAnotherHasAnother() {
        assertThat(key(null, "{\"externalId\":\"x\",\"lead.score\":1}"))
                .isEqualTo(key(null, "{\"externalId\":\"x\",\"lead.score\":1}"))
                .isNotEqualTo(key(null, "{\"externalId\":\"x\",\"lead.score\":2}"))
                .isNotEqualTo(key(null, "{\"externalId\":\"y\",\"lead.score\":1}"));
        assertThat(key("k-1", "{\"externalId\":\"x\"}"))
                .isEqualTo(key("k-1", "{\"externalId\":\"y\"}"));
        assertThat(key(null, "{\"contact.email\":\"a@b.de\"}"))
                .isNotEqualTo(key(null, "{\"contact.email\":\"a@b.de\"}"));
    }

    @Test
    void aKeyThatWasUsedForAnotherBodyIsSaidToBe() {
        doors.sameContent = false;

        for (String type : List.of(JSON, URLENCODED)) {
            doors.client()
                    .post()
                    .uri(PATH)
                    .headers(headers -> headers.set("Content-Type", type))
                    .header("Idempotency-Key", "k-1")
                    .bodyValue(type.equals(JSON) ? "{\"externalId\":\"x\"}" : "externalId=x")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(409);
        }
        multipart("x").expectStatus().isEqualTo(409);
        assertThat(doors.stored).extracting(InboundEvent::idempotencyKey).containsOnly("key:k-1");
    }

    /** As its bytes are others each time. */
    @Test
    void whatAMultipartFormSaysIsWhatWasFilledIn() {
        multipart("x").expectStatus().isAccepted();
        multipart("x").expectStatus().isAccepted();
        multipart("y").expectStatus().isAccepted();

        List<InboundEvent> stored = doors.stored;
        assertThat(stored.get(0).raw()).isNotEqualTo(stored.get(1).raw());
        assertThat(stored.get(0).content())
                .isEqualTo(stored.get(1).content())
                .isNotEqualTo(stored.get(2).content());
    }

    private WebTestClient.ResponseSpec multipart(String id) {
        var parts = new MultipartBodyBuilder();
        parts.part("externalId", id);
        return doors.client()
                .post()
                .uri(PATH)
                .header("Idempotency-Key", "k-1")
                .body(BodyInserters.fromMultipartData(parts.build()))
                .exchange();
    }

    @Test
    void theBytesOfARepeatMayDifferWhereNobodyChoseItsKey() {
        assertThat(key(null, "{ \"externalId\":\"x\"}"))
                .isEqualTo(key(null, "{\"externalId\":\"x\"}"));
    }

    @Test
    void whatNamesNobodyIsRefusedAtOnce() {
        post(JSON, "{\"company.name\":\"Acme\"}")
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("one of contact.email, contact.phone and externalId is needed")
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/contact/email")
                .jsonPath("$.errors[0].code")
                .isEqualTo("REQUIRED");
        post(URLENCODED, "").expectStatus().isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void whatIsNotWhatItsTypeSaysIsMalformed() {
        post(JSON, "contact.email=a").expectStatus().isBadRequest();
        post(URLENCODED, "contact.email=%zz").expectStatus().isBadRequest();
        post("multipart/form-data; boundary=xyz", "--xyz\r\nnonsense")
                .expectStatus()
                .isBadRequest();
        assertThat(doors.stored).isEmpty();
    }

    @Test
    void aFormHasNoMoreThanFiveHundredFieldsHoweverItIsSent() {
        post(JSON, json(499)).expectStatus().isAccepted();
        post(URLENCODED, urlencoded(499)).expectStatus().isAccepted();

        post(JSON, json(500)).expectStatus().isBadRequest();
        post(URLENCODED, urlencoded(500)).expectStatus().isBadRequest();
        post(JSON, "{\"externalId\":\"x\",\"a\":[" + "1,".repeat(499) + "1]}")
                .expectStatus()
                .isBadRequest();
        assertThat(doors.stored).hasSize(2);
    }

    /** Fields left empty are none. */
    private static String json(int besidesTheId) {
        return IntStream.range(0, besidesTheId)
                .mapToObj("\"f%1$d\":1,\"e%1$d\":\"\""::formatted)
                .collect(Collectors.joining(",", "{\"externalId\":\"x\",", "}"));
    }

    private static String urlencoded(int besidesTheId) {
        return IntStream.range(0, besidesTheId)
                .mapToObj("&f%1$d=1&e%1$d="::formatted)
                .collect(Collectors.joining("", "externalId=x", ""));
    }

    @Test
    void theNamesOfAJsonFormAreNeitherLongNorDeep() {
        String at = "\"externalId\":\"x\",";
        post(JSON, "{" + at + inside(4, "a", "\"b\":1") + "}").expectStatus().isAccepted();
        post(JSON, "{" + at + inside(1, "a".repeat(100), leaf(99)) + "}")
                .expectStatus()
                .isAccepted();

        post(JSON, "{" + at + inside(5, "a", "\"b\":1") + "}").expectStatus().isBadRequest();
        post(JSON, "{" + at + inside(1, "a".repeat(100), leaf(100)) + "}")
                .expectStatus()
                .isBadRequest();
        post(JSON, "{" + at + leaf(201) + "}").expectStatus().isBadRequest();
        assertThat(doors.stored).hasSize(2);
    }

    private static String inside(int objects, String name, String fields) {
        return "\"%s\":{".formatted(name).repeat(objects) + fields + "}".repeat(objects);
    }

    private static String leaf(int length) {
        return "\"%s\":1".formatted("b".repeat(length));
    }

    @Test
    void aStoredFormThatHoldsTooMuchIsMalformed() {
        var event =
                new InboundEvent(
                        Doors.TENANT,
                        doors.connection.key(),
                        FormHook.TYPE,
                        "event:1",
                        JSON,
                        json(500).getBytes(UTF_8),
                        Instant.EPOCH);

        assertThatThrownBy(() -> new FormTranslator().translate(event, doors.connection).block())
                .isInstanceOfSatisfying(
                        TranslationFailedException.class,
                        failed -> assertThat(failed.code()).isEqualTo("MALFORMED"));
    }

    @Test
    void anotherContentTypeIsRefused() {
        for (String type :
                List.of(
                        "text/plain",
                        "multipart/form-data",
                        "multipart/mixed; boundary=x",
                        "application/xml",
                        "nonsense")) {
            post(type, "contact.email=a%40b.de")
                    .expectStatus()
                    .isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        post(URLENCODED, "lead.message=" + "x".repeat(1024 * 1024))
                .expectStatus()
                .isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
    }

    @Test
    void onlyTheAllowedOriginMayRead() {
        cors(ORIGIN).expectHeader().valueEquals("Access-Control-Allow-Origin", ORIGIN);
        for (String other :
                List.of("https://www.acme.test.evil.test", "http://www.acme.test", "null")) {
            cors(other).expectHeader().doesNotExist("Access-Control-Allow-Origin");
        }
    }

    @Test
    void aScriptMayReadWhyItsBodyWasNotTaken() {
        for (String origin : List.of(ORIGIN, "https://evil.test")) {
            for (var refused :
                    List.of(
                            sent(origin, "identity", "x".repeat(1024 * 1024 + 1))
                                    .expectStatus()
                                    .isEqualTo(HttpStatus.CONTENT_TOO_LARGE),
                            sent(origin, "gzip", "x")
                                    .expectStatus()
                                    .isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE))) {
                if (origin.equals(ORIGIN)) {
                    refused.expectHeader()
                            .valueEquals("Access-Control-Allow-Origin", ORIGIN)
                            .expectHeader()
                            .valueEquals("Vary", "Origin");
                } else {
                    refused.expectHeader().doesNotExist("Access-Control-Allow-Origin");
                }
            }
        }
    }

    private WebTestClient.ResponseSpec sent(String origin, String encoding, String body) {
        return doors.client()
                .post()
                .uri(PATH)
                .header("Origin", origin)
                .header("Content-Type", URLENCODED)
                .header("Content-Encoding", encoding)
                .bodyValue(body)
                .exchange();
    }

    @Test
    void aBrowserMayAskBeforehand() {
        preflight(ORIGIN)
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", ORIGIN)
                .expectHeader()
                .valueEquals("Access-Control-Allow-Methods", "POST")
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Credentials");
        preflight("https://evil.test")
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Origin");
    }

    private WebTestClient.ResponseSpec preflight(String origin) {
        return doors.client()
                .options()
                .uri(PATH)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .exchange();
    }

    private WebTestClient.ResponseSpec cors(String origin) {
        return doors.client()
                .post()
                .uri("https://leads.test" + PATH)
                .header("Origin", origin)
                .header("Content-Type", JSON)
                .bodyValue("{\"contact.email\":\"a@b.de\"}")
                .exchange();
    }

    private WebTestClient.ResponseSpec post(String contentType, String body) {
        // As bytes, since the content type is not always one that a text may be sent with.
        return doors.client()
                .post()
                .uri(PATH)
                .headers(headers -> headers.set("Content-Type", contentType))
                .body((request, _) ->
                        request.writeWith(
                                Mono.fromSupplier(
                                        () -> request.bufferFactory().wrap(body.getBytes(UTF_8)))))
                .exchange();
    }

    private String key(@Nullable String sent, String body) {
        doors.client()
                .post()
                .uri(PATH)
                .headers(headers -> {
                    headers.set("Content-Type", JSON);
                    if (sent != null) {
                        headers.set("Idempotency-Key", sent);
                    }
                })
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isAccepted();
        return doors.stored.getLast().idempotencyKey();
    }

    private Map<String, Object> lead() {
        InboundEvent event = doors.stored.getLast();
        return new FormTranslator()
                .translate(event, doors.connection)
                .cast(Translation.Body.class)
                .map(Translation.Body::leadBody)
                .blockOptional(Duration.ofSeconds(5))
                .orElseThrow();
    }
}
