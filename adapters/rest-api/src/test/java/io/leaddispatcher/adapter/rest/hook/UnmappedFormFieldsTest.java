package io.leaddispatcher.adapter.rest.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Whoever sets a form up learns which of its fields go nowhere, even of one that was refused. */
class UnmappedFormFieldsTest {

    private final Doors doors =
            new Doors("form", Map.of("mapping", Map.of("your-email", "contact.email")), Map.of());
    private final WebTestClient client = doors.client();

    @Test
    void aRefusedFormSaysWhatItsFieldsAreCalled() {
        post("email=ana%40acme.de&first-name=Ana").isEqualTo(422);

        assertThat(doors.unmapped.noted).containsExactly(Set.of("email", "first-name"));
        assertThat(doors.stored).isEmpty();
    }

    @Test
    void whatIsTakenAndWhatIsLeftEmptyIsNotNoted() {
        post("your-email=ana%40acme.de&contact.phone=%2B4930&custom.size=9&budget=&size=L")
                .isAccepted();

        assertThat(doors.unmapped.noted).containsExactly(Set.of("size"));
    }

    @Test
    void theSameFieldsAreNotedOnceForAWhile() {
        post("your-email=ana%40acme.de&size=L").isAccepted();
        post("your-email=ben%40acme.de&size=M").isAccepted();
        post("your-email=cleo%40acme.de&colour=red").isAccepted();

        assertThat(doors.unmapped.noted).containsExactly(Set.of("size"), Set.of("colour"));
    }

    @Test
    void aNameThatNoFieldHasIsNotKept() {
        post("your-email=ana%40acme.de&ben%40acme.de=1&call+me!=2&%3Cb%3E=3&"
                        + "x".repeat(61)
                        + "=4&items%5B%5D=5")
                .isAccepted();
        String many =
                IntStream.range(0, 60)
                        .mapToObj(n -> "f" + n + "=1")
                        .collect(Collectors.joining("&"));
        post("your-email=ana%40acme.de&" + many).isAccepted();

        assertThat(doors.unmapped.noted.getFirst()).containsExactly("items[]");
        assertThat(doors.unmapped.noted.getLast()).hasSize(40);
    }

    @Test
    void aFormIsTakenThoughThatCannotBeNoted() {
        doors.unmapped.fails = true;
        post("your-email=ana%40acme.de&size=L").isAccepted();
        doors.unmapped.fails = false;
        post("your-email=ana%40acme.de&size=L").isAccepted();

        assertThat(doors.stored).hasSize(2);
        assertThat(doors.unmapped.noted).containsExactly(Set.of("size"));
    }

    private StatusAssertions post(String form) {
        return client.post()
                .uri("/hooks/forms/" + Doors.HOOK_ID)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .bodyValue(form)
                .exchange()
                .expectStatus();
    }
}
