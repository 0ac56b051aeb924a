package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.Blocker;
import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.list.ListAddress;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a lead waits for, and where something can be done about it.
 *
 * @param links those that the reader may follow; none where there is nowhere to go
 */
record BlockerLine(String sentence, List<Link> links) {

    /**
     * @param place the kind of page it leads to, {@code queue} for example
     */
    record Link(String place, String address, String text) {}

    BlockerLine {
        links = List.copyOf(links);
    }

    /** Null when it waits for nothing. */
    static @Nullable BlockerLine of(LeadDetailView detail, Actor reader, Words words) {
        var blocker = detail.blocker();
        var sentence = BlockerWords.of(blocker, detail.zone(), words);
        return blocker == null || sentence == null
                ? null
                : new BlockerLine(sentence, links(blocker, detail, reader, words).toList());
    }

    private static Stream<Link> links(
            Blocker blocker, LeadDetailView detail, Actor reader, Words words) {
        return switch (blocker) {
            case Blocker.Routing() -> Stream.empty();
            case Blocker.Queue(var key, _, _, _, _) ->
                    link(
                            reader.may(Permission.VIEW_OWN_LEADS),
                            "queue",
                            ListAddress.of("/queues").with("queue", key),
                            words.say("blocker.link.queue"));
            case Blocker.Undeliverable() -> messages(detail, reader, words);
            case Blocker.Untold(_) -> messages(detail, reader, words);
            case Blocker.Absent(var key, var name, _, _) -> rep(key, name, detail, reader, words);
            case Blocker.FirstRep(var pool, _) ->
                    link(
                            isThere("pool/" + pool, detail, reader),
                            "pool",
                            ListAddress.of("/pools/" + pool),
                            words.say("blocker.link.pool"));
            case Blocker.Rep(var key, var name, _) -> rep(key, name, detail, reader, words);
            case Blocker.Action(var key, var name, _, _) -> rep(key, name, detail, reader, words);
        };
    }

    private static Stream<Link> messages(LeadDetailView detail, Actor reader, Words words) {
        return Stream.concat(
                link(
                        reader.may(Permission.VIEW_LEADS),
                        "deliveries",
                        ListAddress.of("/monitoring/deliveries")
                                .with("lead", detail.document().get("id")),
                        words.say("blocker.link.deliveries")),
                link(
                        reader.may(Permission.VIEW_CONNECTIONS),
                        "connections",
                        ListAddress.of("/connections"),
                        words.say("blocker.link.connections")));
    }

    private static Stream<Link> rep(
            String key, String name, LeadDetailView detail, Actor reader, Words words) {
        return link(
                isThere("rep/" + key, detail, reader),
                "rep",
                ListAddress.of("/reps/" + key),
                words.say("blocker.link.rep", name));
    }

    /** Whether the reader finds it among what is set up; what was deleted meanwhile has no page. */
    static boolean isThere(String named, LeadDetailView detail, Actor reader) {
        return reader.may(Permission.VIEW_CONFIGURATION) && detail.names().containsKey(named);
    }

    private static Stream<Link> link(boolean may, String place, ListAddress address, String text) {
        return may ? Stream.of(new Link(place, address.text(), text)) : Stream.empty();
    }
}
