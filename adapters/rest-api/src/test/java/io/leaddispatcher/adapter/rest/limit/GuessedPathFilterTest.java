package io.leaddispatcher.adapter.rest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.rest.problem.ProblemWriter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.ExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

class GuessedPathFilterTest {

    private final AtomicInteger lookedUp = new AtomicInteger();
    private final WebTestClient client =
            WebTestClient.bindToController(new Doors())
                    .webFilter(
                            new GuessedPathFilter(
                                    new RequestLimits(200, 0, 200), new ProblemWriter()))
                    .build();

    @RestController
    final class Doors {

        @PostMapping("/hooks/generic/{hook}")
        ResponseEntity<Void> hook(@PathVariable("hook") String hook) {
            lookedUp.incrementAndGet();
            return ResponseEntity.status(
                            switch (hook) {
                                case "accepts" -> HttpStatus.ACCEPTED;
                                case "refuses" -> HttpStatus.UNAUTHORIZED;
                                default -> HttpStatus.NOT_FOUND;
                            })
                    .build();
        }

        @GetMapping("/invitation/{link}")
        ResponseEntity<Void> link(@PathVariable("link") String link) {
            lookedUp.incrementAndGet();
            return ResponseEntity.status(link.equals("good") ? HttpStatus.OK : HttpStatus.NOT_FOUND)
                    .build();
        }

        @GetMapping("/leads/{lead}")
        ResponseEntity<Void> lead() {
            return ResponseEntity.notFound().build();
        }
    }

    @Test
    void whoGuessesHooksWaitsBeforeOneIsLookedUpAndKnownOnesDoNot() {
        assertThat(post("accepts")).isEqualTo(202);
        assertThat(post("refuses")).isEqualTo(401);

        assertThat(guessUntilRefused()).isBetween(1_000, 49_999);

        int before = lookedUp.get();
        int guesses = 0;
        while (post("more-" + guesses) == 404 && guesses < 50_000) {
            guesses++;
        }
        assertThat(lookedUp.get() - before).isEqualTo(guesses).isLessThan(50_000);
        assertThat(post("accepts")).isEqualTo(202);
        assertThat(post("refuses")).isEqualTo(401);
    }

    @Test
    void whatIsAnsweredWithoutALookMakesNoHookKnown() {
        guessUntilRefused();
        int guesses = 0;
        do {
            guesses++;
            status(HttpMethod.OPTIONS, "/hooks/generic/sly-" + guesses);
        } while (post("sly-" + guesses) == 404 && guesses < 50_000);
        assertThat(guesses).isLessThan(50_000);
    }

    @Test
    void linksOfMailsAreBoundedLikewiseAndPagesOfPeopleAreNot() {
        assertThat(status(HttpMethod.GET, "/invitation/good")).isEqualTo(200);
        int guesses = 0;
        ExchangeResult answer;
        do {
            guesses++;
            answer = ask(HttpMethod.GET, "/invitation/no-" + guesses);
        } while (answer.getStatus() == HttpStatus.NOT_FOUND && guesses < 50_000);
        assertThat(guesses).isBetween(1_000, 49_999);
        assertThat(answer.getStatus()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
        for (int i = 0; i < 300; i++) {
            assertThat(status(HttpMethod.GET, "/leads/none")).isEqualTo(404);
        }
    }

    private int guessUntilRefused() {
        int guesses = 0;
        while (post("no-" + guesses) == 404 && guesses < 50_000) {
            guesses++;
        }
        return guesses;
    }

    private int post(String hook) {
        return status(HttpMethod.POST, "/hooks/generic/" + hook);
    }

    private int status(HttpMethod method, String path) {
        return ask(method, path).getStatus().value();
    }

    private ExchangeResult ask(HttpMethod method, String path) {
        return client.method(method).uri(path).exchange().returnResult(Void.class);
    }
}
