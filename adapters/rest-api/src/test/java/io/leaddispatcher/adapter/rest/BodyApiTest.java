package io.leaddispatcher.adapter.rest;

import static org.springframework.http.HttpHeaders.CONTENT_ENCODING;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/** What is sent, and what is said of what cannot be read. */
class BodyApiTest extends ApiInMemory {

    @Test
    void yamlIsTakenToo() {
        client.put()
                .uri("/api/v1/lists/l")
                .header("Content-Type", "application/yaml")
                .bodyValue("name: Strategic\nvalues: [acme.de]\n")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody()
                .json("{\"values\":[\"acme.de\"]}");
    }

    @Test
    void everyViolationIsNamedAtOnce() {
        put("/api/v1/reps/mia", "{\"colour\":\"red\",\"capacity\":{\"open\":\"many\"}}")
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(422)
                .jsonPath("$.errors[?(@.pointer=='/name')].code")
                .isEqualTo("REQUIRED")
                .jsonPath("$.errors[?(@.pointer=='/colour')].code")
                .isEqualTo("UNKNOWN_PROPERTY")
                .jsonPath("$.errors[?(@.pointer=='/capacity/open')].code")
                .isEqualTo("WRONG_TYPE");
    }

    @Test
    void ofVeryManyViolationsAHundredAreNamed() {
        String odd =
                IntStream.range(0, 20_000)
                        .mapToObj("\"odd%d\":1"::formatted)
                        .collect(Collectors.joining(","));
        put("/api/v1/reps/mia", "{\"name\":\"Mia\",\"email\":\"mia@acme.de\"," + odd + "}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("At least 100 things are wrong.")
                .jsonPath("$.errors.length()")
                .isEqualTo(100);
    }

    @Test
    void bodiesThatCannotBeReadAreRefusedByTheirKind() {
        put("/api/v1/lists/l", "{\"name\":").expectStatus().isBadRequest();
        put("/api/v1/lists/l", "{\"name\":\"a\",\"name\":\"b\"}").expectStatus().isBadRequest();
        put("/api/v1/lists/l", "").expectStatus().isBadRequest();
        put("/api/v1/lists/l", "[]").expectStatus().isEqualTo(422);
        put("/api/v1/lists/l", "{\"name\":\"" + "x".repeat(1_048_576) + "\"}")
                .expectStatus()
                .isEqualTo(413);
        client.put()
                .uri("/api/v1/lists/l")
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue(LIST)
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        client.put().uri("/api/v1/lists/l").exchange().expectStatus().isEqualTo(415);
        client.put()
                .uri("/api/v1/lists/l")
                .contentType(MediaType.APPLICATION_JSON)
                .header(CONTENT_ENCODING, "gzip")
                .bodyValue(LIST)
                .exchange()
                .expectStatus()
                .isEqualTo(415);
    }

    @Test
    void unknownPathsAndMethodsAreProblemsToo() {
        client.get()
                .uri("/api/v1/nothing")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        client.patch()
                .uri("/api/v1/lists/l")
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .exists("Allow");
    }
}
