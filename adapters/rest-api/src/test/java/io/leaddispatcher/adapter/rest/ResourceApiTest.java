package io.leaddispatcher.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpHeaders.IF_MATCH;
import static org.springframework.http.HttpHeaders.IF_NONE_MATCH;

import io.leaddispatcher.application.dispatch.InMemoryMailBounces;
import io.leaddispatcher.application.dispatch.port.MailBounces.Bounce;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.StatusAssertions;

/** What is configured: put, shown, listed, changed on condition. */
class ResourceApiTest extends ApiInMemory {

    @Test
    void aPutMakesThenChangesAndAnswersTheResourceWithItsKey() {
        put("/api/v1/lists/strategic", LIST)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .json("{\"key\":\"strategic\",\"name\":\"Strategic\",\"values\":[\"acme.de\"]}");
        put("/api/v1/lists/strategic", "{\"name\":\"S\"}").expectStatus().isOk();
        client.get()
                .uri("/api/v1/lists/strategic")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"");
        client.delete().uri("/api/v1/lists/strategic").exchange().expectStatus().isNoContent();
        client.get().uri("/api/v1/lists/strategic").exchange().expectStatus().isNotFound();
    }

    @Test
    void aQueueInWhichLeadsWaitSaysHowManyAndWhereToFindThem() {
        put("/api/v1/queues/full", "{\"name\":\"Full\"}").expectStatus().isCreated();

        client.delete()
                .uri("/api/v1/queues/full")
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo(
                        "1 lead waits in this queue. Give them to somebody or move them to another"
                                + " queue first: GET /leads?status=QUEUED&queue=full lists them.");
        client.get().uri("/api/v1/queues/full").exchange().expectStatus().isOk();
    }

    @Test
    void aStaleIfMatchIsRefused() {
        put("/api/v1/lists/l", LIST);

        for (String stale : new String[] {"\"9\"", "W/\"1\"", "1", "\"x\""}) {
            client.put()
                    .uri("/api/v1/lists/l")
                    .header(IF_MATCH, stale)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("{\"name\":\"Other\"}")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(412);
        }
        client.put()
                .uri("/api/v1/lists/l")
                .header(IF_MATCH, "\"7\", \"1\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"Other\"}")
                .exchange()
                .expectStatus()
                .isOk();
        client.put()
                .uri("/api/v1/lists/new")
                .header(IF_MATCH, "*")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(LIST)
                .exchange()
                .expectStatus()
                .isEqualTo(412);
    }

    /** Each with a body that makes it and one that changes it. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "/fields/f | {`name`:`F`,`type`:`TEXT`}",
                "/teams/t | {`name`:`T`}",
                "/reps/r | {`name`:`R`,`email`:`r@x.test`}",
                "/pools/p | {`name`:`P`,`strategy`:`ROUND_ROBIN`}",
                "/queues/q | {`name`:`Q`}",
                "/territories/t | {`name`:`T`,`countries`:[`DE`]}",
                "/segments/s | {`name`:`S`,`when`:{`all`:[]}}",
                "/sla-policies/s | {`name`:`S`,`targets`:{`DISPATCHED`:`PT1M`}}",
                "/templates/t | {`name`:`T`,`texts`:{`en`:{`subject`:`S`,`body`:`{{rep.name}}`}}}",
                "/sequences/s | {`name`:`S`,`steps`:[{`task`:`CALL`}]}",
                "/accounts/a | {`name`:`A`}",
                "/lists/l | {`name`:`L`}",
                "/connections/c | {`name`:`C`,`type`:`form`}",
                "/policies/lead/draft | {`tiers`:[],`fallback`:{`queue`:`q`}}"
            })
    void everyResourceOfTheConfigurationHasItsTag(String path, String quoted) {
        put("/api/v1/queues/q", "{\"name\":\"Q\"}");
        String body = quoted.replace('`', '"');
        String uri = "/api/v1" + path;
        put(uri, body).expectStatus().is2xxSuccessful();

        String tag = Objects.requireNonNull(tagOf(uri));
        client.get()
                .uri(uri)
                .header(IF_NONE_MATCH, tag)
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectHeader()
                .valueEquals("ETag", tag)
                .expectBody()
                .isEmpty();
        client.get().uri(uri).header(IF_NONE_MATCH, "\"777\"").exchange().expectStatus().isOk();
        putIf(uri, IF_MATCH, "\"777\"", body).isEqualTo(412);
        putIf(uri, IF_NONE_MATCH, "*", body).isEqualTo(412);
        putIf(uri, IF_NONE_MATCH, tag, body).isEqualTo(412);
        assertThat(tagOf(uri)).isEqualTo(tag);
        putIf(uri, IF_MATCH, tag, body).isOk();
    }

    /** The tag of the document alone would be a 304 for as long as nobody changes the document. */
    @Test
    void whatIsToldBesideADocumentIsPartOfItsTagForReadersOnly() {
        put("/api/v1/queues/empty", "{\"name\":\"E\"}");
        put("/api/v1/queues/full", "{\"name\":\"F\"}");
        put("/api/v1/reps/mia", "{\"name\":\"Mia\",\"email\":\"Mia@x.test\"}");
        String before = Objects.requireNonNull(tagOf("/api/v1/reps/mia"));

        assertThat(tagOf("/api/v1/queues/empty")).isEqualTo("\"1\"");
        String full = Objects.requireNonNull(tagOf("/api/v1/queues/full"));
        assertThat(full).matches("\"2-[0-9a-f]{16}\"");
        read("/api/v1/queues/full", full).isNotModified();
        read("/api/v1/queues/full", "\"2\"").isOk();

        bounce("no such user");
        read("/api/v1/reps/mia", before).isOk();
        String after = Objects.requireNonNull(tagOf("/api/v1/reps/mia"));
        read("/api/v1/reps/mia", after).isNotModified();
        bounce("mailbox full");
        read("/api/v1/reps/mia", after).isOk();

        String mia = "{\"name\":\"Mia B\",\"email\":\"Mia@x.test\"}";
        putIf("/api/v1/reps/mia", IF_MATCH, after, mia).isOk();
        putIf("/api/v1/reps/mia", IF_MATCH, after, mia).isEqualTo(412);
        putIf("/api/v1/queues/full", IF_MATCH, "\"2\"", "{\"name\":\"G\"}").isOk();
    }

    private void bounce(String reason) {
        context.getBean(InMemoryMailBounces.class)
                .note(new TenantId(new UUID(0, 1)), new Bounce("mia@x.test", reason, Instant.EPOCH))
                .block();
    }

    private StatusAssertions read(String uri, String tag) {
        return client.get().uri(uri).header(IF_NONE_MATCH, tag).exchange().expectStatus();
    }

    @Test
    void whatMustNotBeThereYetIsMadeOnce() {
        putIf("/api/v1/lists/new", IF_NONE_MATCH, "*", LIST).isCreated();
        putIf("/api/v1/lists/new", IF_NONE_MATCH, "*", LIST).isEqualTo(412);
        client.delete()
                .uri("/api/v1/lists/new")
                .header(IF_MATCH, "\"777\"")
                .exchange()
                .expectStatus()
                .isEqualTo(412);
    }

    private @Nullable String tagOf(String uri) {
        return client.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseHeaders()
                .getETag();
    }

    private StatusAssertions putIf(String uri, String header, String tag, String body) {
        return client.put()
                .uri(uri)
                .header(header, tag)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "limit=-1", "limit="})
    void aPageThatIsNoneIsRefused(String query) {
        client.get().uri("/api/v1/lists?" + query).exchange().expectStatus().isEqualTo(422);
    }

    @Test
    void listsComeInPages() {
        for (String key : new String[] {"a", "b", "c"}) {
            put("/api/v1/lists/" + key, LIST);
        }
        String[] cursor = new String[1];
        client.get()
                .uri("/api/v1/lists?limit=2")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[*].key")
                .value(keys -> assertThat(keys.toString()).isEqualTo("[\"a\",\"b\"]"))
                .jsonPath("$.nextCursor")
                .value(next -> cursor[0] = next.toString());
        client.get()
                .uri("/api/v1/lists?limit=2&cursor=" + cursor[0])
                .exchange()
                .expectBody()
                .jsonPath("$.items[*].key")
                .value(keys -> assertThat(keys.toString()).isEqualTo("[\"c\"]"))
                .jsonPath("$.nextCursor")
                .doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/audit-log?action=everything | /action | 'action' must be one of workspace.created, ",
                "/audit-log?cursor=eA | /cursor | 'cursor' must be the 'nextCursor' of a page of this list",
                "/lists?cursor=%25 | /cursor | 'cursor' must be the 'nextCursor' of a page of this list"
            },
            quoteCharacter = '^')
    void aParameterOfAClosedListNamesWhatIsAllowed(String path, String pointer, String message) {
        client.get()
                .uri(URI.create("/api/v1" + path))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo(pointer)
                .jsonPath("$.errors[0].message")
                .value(told -> assertThat(told.toString()).startsWith(message))
                .jsonPath("$.detail")
                .value(told -> assertThat(told.toString()).startsWith(message));
    }

    @Test
    void aConnectionNeverShowsItsSecrets() {
        put(
                        "/api/v1/connections/hubspot-main",
                        "{\"type\":\"hubspot\",\"settings\":{\"portalId\":\"62515\"},"
                                + "\"secrets\":{\"clientSecret\":\"top-secret\"}}")
                .expectStatus()
                .isCreated()
                .expectBody(String.class)
                .value(body -> assertThat(body).doesNotContain("top-secret"));
        client.get()
                .uri("/api/v1/connections/hubspot-main")
                .exchange()
                .expectBody()
                .jsonPath("$.secrets.clientSecret.set")
                .isEqualTo(true)
                .jsonPath("$.hookUrl")
                .value(url ->
                        assertThat(url.toString()).startsWith("https://ld.test/hooks/hubspot/"));
        client.get()
                .uri("/api/v1/connections/hubspot-main/health")
                .exchange()
                .expectBody()
                .json("{\"status\":\"UNKNOWN\",\"rejectedSignatures\":0,\"errors\":[]}");
        post("/api/v1/connections/hubspot-main/test", "")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.ok")
                .isEqualTo(true);
        post("/api/v1/connections/hubspot-main/test", "").expectStatus().isEqualTo(429);
        client.get()
                .uri("/api/v1/connections/nothing/health")
                .exchange()
                .expectStatus()
                .isNotFound();
    }
}
