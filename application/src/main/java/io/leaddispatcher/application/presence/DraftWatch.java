package io.leaddispatcher.application.presence;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.presence.Sighting.What;
import io.leaddispatcher.application.presence.port.OtherDesks;
import io.leaddispatcher.application.signal.Emitter;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Carries word of who has a draft open from page to page, on this node and on the others. No node
 * keeps a list: whoever comes says so, those who are there answer, and everybody says again every
 * now and then that they stay. So who leaves without a word is forgotten a little later.
 */
public final class DraftWatch {

    /** How often a page says that it is still open. */
    static final Duration BEAT = Duration.ofSeconds(15);

    /** For how long whoever said nothing more still counts as being there. */
    static final Duration SILENCE = Duration.ofSeconds(40);

    /** For how long after a change somebody is said to be editing. */
    static final Duration EDITING = Duration.ofMinutes(1);

    private final OtherDesks others;
    private final InstantSource clock;
    // What is missed is said again with the next beat.
    private final Emitter<Sighting> here = Emitter.toAll();

    public DraftWatch(OtherDesks others, InstantSource clock) {
        this.others = others;
        this.clock = clock;
    }

    /** What is told to a page. */
    sealed interface Word {

        /**
         * Who else is there.
         *
         * @param others in the order of their ids
         */
        record Others(List<Other> others) implements Word {
            public Others {
                others = List.copyOf(others);
            }
        }

        record Saved(long revision) implements Word {}
    }

    record Other(UUID member, boolean editing) {}

    /** Somebody has saved a draft. Called after the commit. */
    public void saved(TenantId tenant, PolicyKind kind, Actor by, long revision) {
        UUID member = by instanceof Actor.Member(var id, _, _) ? id : Sighting.NOBODY;
        tell(new Sighting(tenant, kind, Sighting.NOBODY, member, What.SAVED, revision));
    }

    /** As long as somebody listens, the seat is taken. */
    Flux<Word> sit(Sighting seat) {
        return Flux.defer(() -> {
            Table table = new Table(seat, clock);
            return Flux.merge(
                            Flux.merge(here.words(), others.sightings())
                                    .filter(seat::isOfSameDraft)
                                    .filter(seen -> !seen.seat().equals(seat.seat())),
                            Flux.interval(BEAT, BEAT)
                                    .onBackpressureDrop()
                                    .map(_ -> seat.now(What.STAYS)),
                            // Last, when the answers can be heard.
                            Mono.<Sighting>fromRunnable(() -> tell(seat.now(What.CAME))))
                    .doOnNext(seen -> answer(seat, seen))
                    .concatMapIterable(table::see)
                    .doFinally(_ -> tell(seat.now(What.LEFT)));
        });
    }

    /** Its own beat it passes on; whoever comes is told of it. */
    private void answer(Sighting seat, Sighting seen) {
        if (seen.seat().equals(seat.seat()) || seen.what() == What.CAME) {
            tell(seat.now(What.STAYS));
        }
    }

    private void tell(Sighting sighting) {
        if (sighting.what() != What.SAVED && sighting.member().equals(Sighting.NOBODY)) {
            askOnly(sighting);
            return;
        }
        here.emit(sighting);
        others.tell(sighting);
    }

    /** Who only looks is not seen, but must know who is there. */
    private void askOnly(Sighting sighting) {
        if (sighting.what() == What.CAME) {
            here.emit(sighting);
            others.tell(sighting);
        }
    }

    /** Who is there as one page knows it. Not thread-safe: its page is told one thing at a time. */
    private static final class Table {

        private final Sighting own;
        private final InstantSource clock;
        private final Map<UUID, Seen> seats = new HashMap<>();
        private final Map<UUID, Instant> edits = new HashMap<>();
        private @Nullable List<Other> told;

        /** A seat of another page. */
        private record Seen(UUID member, Instant until) {}

        private Table(Sighting own, InstantSource clock) {
            this.own = own;
            this.clock = clock;
        }

        /** Takes note, and answers what the page is to be told. */
        private List<Word> see(Sighting seen) {
            Instant now = clock.instant();
            List<Word> words = new ArrayList<>();
            switch (seen.what()) {
                case CAME, STAYS ->
                        seats.put(seen.seat(), new Seen(seen.member(), now.plus(SILENCE)));
                case LEFT -> seats.remove(seen.seat());
                case SAVED -> {
                    edits.put(seen.member(), now);
                    words.add(new Word.Saved(seen.revision()));
                }
            }
            seats.values().removeIf(seat -> seat.until().isBefore(now));
            edits.values().removeIf(at -> at.plus(EDITING).isBefore(now));
            List<Other> others =
                    seats.values().stream()
                            .map(Seen::member)
                            .filter(member -> !member.equals(Sighting.NOBODY))
                            .filter(member -> !member.equals(own.member()))
                            .distinct()
                            .sorted(Comparator.naturalOrder())
                            .map(member -> new Other(member, edits.containsKey(member)))
                            .toList();
            if (!others.equals(told)) {
                told = others;
                words.add(new Word.Others(others));
            }
            return words;
        }
    }
}
