package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.connection.TestConnection.Outcome;
import io.leaddispatcher.web.connection.ConnectionCard.Answer;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.stream.Collectors;

/** Says what a test of a connection has shown. */
final class TestWords {

    private TestWords() {}

    static Answer of(Outcome.Tested tested, Words words) {
        return new Answer(
                tested.ok(),
                switch (tested) {
                    case Outcome.Works(var message) -> words.problem(message);
                    case Outcome.Failed() -> words.say("connection.test.failed");
                    case Outcome.Unfinished(var type, var missing) ->
                            words.say("connection.test.unfinished", fields(type, missing, words));
                    case Outcome.Waiting(var at) ->
                            at == null
                                    ? words.say("connection.test.waiting.none")
                                    : words.say("connection.test.waiting", words.when(at).exact());
                });
    }

    /** As the form calls them. */
    private static String fields(String type, List<String> pointers, Words words) {
        return pointers.stream()
                .map(pointer -> pointer.substring(pointer.lastIndexOf('/') + 1))
                .map(field -> words.name("connection.field." + type, field))
                .collect(Collectors.joining(", "));
    }
}
