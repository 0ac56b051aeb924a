package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.connection.SurveyConnections;
import io.leaddispatcher.application.connection.TestConnection;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.connection.ConnectionCard.Answer;
import io.leaddispatcher.web.connection.ConnectionType.Purpose;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The connections, how they are, and a test of each. */
@Controller
final class ConnectionsPage {

    /** Types that can be added for one purpose. */
    record Shelf(String title, String text, List<Addable> types) {}

    /** A type that can be added, what it does and what one needs for it. */
    record Addable(String code, String name, String text, String needs) {}

    private final SurveyConnections surveyConnections;
    private final TestConnection testConnection;
    private final Wording wording;

    ConnectionsPage(
            SurveyConnections surveyConnections, TestConnection testConnection, Wording wording) {
        this.surveyConnections = surveyConnections;
        this.testConnection = testConnection;
        this.wording = wording;
    }

    @GetMapping("/connections")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        return page(who, "", null, locale)
                .map(page ->
                        page.modelAttribute("saved", parameters.containsKey("saved"))
                                .modelAttribute("deleted", parameters.containsKey("deleted"))
                                .modelAttribute(
                                        "stale", "stale".equals(parameters.getFirst("consent")))
                                .build());
    }

    /** Changes nothing, so it answers at once instead of sending the browser on. */
    @PostMapping("/connections/{key}/test")
    Mono<Rendering> test(
            @AuthenticationPrincipal SignedIn who, @PathVariable("key") String key, Locale locale) {
        var command = new TestConnection.Command(who.caller(), ConnectionAddress.connection(key));
        return testConnection
                .handle(command)
                .map(outcome -> answer(outcome, wording.in(locale)))
                .flatMap(answer -> page(who, key, answer, locale))
                .map(page -> page.modelAttribute("saved", false).build());
    }

    /** Where a browser lands that reads the answer of a test anew. */
    @GetMapping("/connections/{key}/test")
    String untested() {
        return "redirect:/connections";
    }

    private Mono<Rendering.Builder<?>> page(
            SignedIn who, String tested, @Nullable Answer answer, Locale locale) {
        var words = wording.in(locale);
        return surveyConnections
                .handle(who.caller())
                .map(all -> {
                    List<ConnectionCard> cards =
                            all.stream()
                                    .map(each ->
                                            ConnectionCard.of(
                                                    each,
                                                    isOf(each, tested) ? answer : null,
                                                    words))
                                    .toList();
                    return Rendering.view("connection/connections")
                            .modelAttribute("cards", cards)
                            .modelAttribute(
                                    "connects", who.caller().actor().may(Permission.CONNECT))
                            .modelAttribute("shelves", shelves(words));
                });
    }

    private static List<Shelf> shelves(Words words) {
        return Arrays.stream(Purpose.values())
                .map(purpose ->
                        new Shelf(
                                words.say("connection.shelf." + purpose),
                                words.say("connection.shelf.%s.text".formatted(purpose)),
                                Arrays.stream(ConnectionType.values())
                                        .filter(type -> type.purpose() == purpose)
                                        .map(type -> addable(type.code(), words))
                                        .toList()))
                .toList();
    }

    private static Addable addable(String code, Words words) {
        return new Addable(
                code,
                words.name("connection.type", code),
                words.say("connection.about." + code),
                words.say("connection.needs." + code));
    }

    private static boolean isOf(SurveyConnections.Surveyed connection, String key) {
        return key.equals(connection.connection().document().get("key"));
    }

    private static Answer answer(TestConnection.Outcome outcome, Words words) {
        return switch (outcome) {
            case TestConnection.Outcome.Tested tested -> TestWords.of(tested, words);
            case TestConnection.Outcome.TooSoon(var pause) ->
                    new Answer(false, words.say("connection.test.soon", pause.toSeconds()));
            case TestConnection.Outcome.Unknown() -> throw ConnectionAddress.unknown();
        };
    }
}
