package io.leaddispatcher.application.presence;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.presence.DraftWatch.Other;
import io.leaddispatcher.application.presence.DraftWatch.Word;
import io.leaddispatcher.application.presence.Sighting.What;
import io.leaddispatcher.application.presence.port.EditorNames;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells who else has the draft of a policy open, and when somebody has saved it. Who may change it
 * is seen by the others as long as this is listened to.
 */
@UseCase
public final class WatchDraft {

    private final DraftWatch watch;
    private final EditorNames names;
    private final UnitOfWork unitOfWork;
    private final Ids ids;

    public WatchDraft(DraftWatch watch, EditorNames names, UnitOfWork unitOfWork, Ids ids) {
        this.watch = watch;
        this.names = names;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
    }

    public record Query(Caller caller, PolicyKind kind) {}

    /** What has happened. */
    public sealed interface Event {

        /** Who is there now, but for whoever asks; in no particular order. */
        record People(List<Person> people) implements Event {
            public People {
                people = List.copyOf(people);
            }
        }

        /**
         * The draft was saved, perhaps by whoever asks.
         *
         * @param revision of the draft now
         */
        record Saved(long revision) implements Event {}
    }

    /**
     * Somebody who has it open.
     *
     * @param editing whether they have changed something a moment ago
     */
    public record Person(String name, boolean editing) {}

    /** Never ends by itself. */
    public Flux<Event> handle(Query query) {
        query.caller().require(Permission.VIEW_CONFIGURATION);
        return watch.sit(seat(query)).concatMap(word -> event(query, word));
    }

    private Sighting seat(Query query) {
        boolean seen = query.caller().actor().may(Permission.CONFIGURE);
        UUID member =
                seen && query.caller().actor() instanceof Actor.Member(var id, _, _)
                        ? id
                        : Sighting.NOBODY;
        return new Sighting(
                query.caller().tenant(), query.kind(), ids.next(), member, What.CAME, 0);
    }

    private Mono<Event> event(Query query, Word word) {
        return switch (word) {
            case Word.Saved(var revision) -> Mono.just(new Event.Saved(revision));
            case Word.Others(var others) ->
                    named(query, others).map(named -> new Event.People(people(others, named)));
        };
    }

    private Mono<Map<UUID, String>> named(Query query, List<Other> others) {
        return others.isEmpty()
                ? Mono.just(Map.of())
                : unitOfWork.run(
                        query.caller().tenant(),
                        names.of(
                                query.caller().tenant(),
                                others.stream().map(Other::member).collect(Collectors.toSet())));
    }

    /** Those whom nobody knows any more are not there. */
    private static List<Person> people(List<Other> others, Map<UUID, String> names) {
        return others.stream()
                .filter(other -> names.containsKey(other.member()))
                .map(other -> new Person(names.getOrDefault(other.member(), ""), other.editing()))
                .toList();
    }
}
