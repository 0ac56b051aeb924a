package io.leaddispatcher.application.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.presence.DraftWatch.Other;
import io.leaddispatcher.application.presence.DraftWatch.Word;
import io.leaddispatcher.application.presence.Sighting.What;
import io.leaddispatcher.application.presence.port.OtherDesks;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class DraftWatchTest {

    private static final TenantId ACME = new TenantId(new UUID(1, 1));
    private static final TenantId OTHER = new TenantId(new UUID(1, 2));
    private static final UUID ADA = new UUID(2, 1);
    private static final UUID BEN = new UUID(2, 2);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Wire wire = new Wire();
    private final DraftWatch one = new DraftWatch(wire.end(0), now::get);
    private final DraftWatch two = new DraftWatch(wire.end(1), now::get);
    private VirtualTimeScheduler time = VirtualTimeScheduler.create();

    /** Two nodes, each of which hears what the other one tells. */
    private static final class Wire {
        private final List<Sinks.Many<Sighting>> ends =
                List.of(
                        Sinks.many().multicast().directBestEffort(),
                        Sinks.many().multicast().directBestEffort());
        private boolean cut;

        private OtherDesks end(int node) {
            return new OtherDesks() {
                @Override
                public void tell(Sighting sighting) {
                    if (!cut) {
                        ends.get(1 - node).tryEmitNext(sighting);
                    }
                }

                @Override
                public Flux<Sighting> sightings() {
                    return ends.get(node).asFlux();
                }
            };
        }
    }

    /** A page that is open, and what it was told. */
    private record Page(List<Word> told, Disposable open) {

        private List<Other> others() {
            return told.reversed().stream()
                    .filter(Word.Others.class::isInstance)
                    .map(word -> ((Word.Others) word).others())
                    .findFirst()
                    .orElse(List.of());
        }
    }

    @BeforeEach
    void begin() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void end() {
        VirtualTimeScheduler.reset();
    }

    private static Page open(DraftWatch node, TenantId tenant, UUID member) {
        List<Word> told = new ArrayList<>();
        return new Page(
                told,
                node.sit(
                                new Sighting(
                                        tenant,
                                        PolicyKind.LEAD,
                                        UUID.randomUUID(),
                                        member,
                                        What.CAME,
                                        0))
                        .subscribe(told::add));
    }

    private void pass(int seconds) {
        now.updateAndGet(at -> at.plusSeconds(seconds));
        time.advanceTimeBy(Duration.ofSeconds(seconds));
    }

    @Test
    void whoComesAndWhoIsThereSeeEachOtherOnWhicheverNode() {
        Page ada = open(one, ACME, ADA);
        Page ben = open(two, ACME, BEN);

        assertThat(ada.others()).containsExactly(new Other(BEN, false));
        assertThat(ben.others()).containsExactly(new Other(ADA, false));
    }

    @Test
    void whoLeavesIsGoneAtOnce() {
        Page ada = open(one, ACME, ADA);
        Page ben = open(one, ACME, BEN);
        ben.open().dispose();

        assertThat(ada.others()).isEmpty();
    }

    @Test
    void whoFallsSilentIsForgottenAndWhoStaysIsNot() {
        Page ada = open(one, ACME, ADA);
        open(one, ACME, BEN);
        open(two, ACME, UUID.randomUUID());
        wire.cut = true;
        for (int beat = 0; beat < 4; beat++) {
            pass(15);
        }

        assertThat(ada.others()).containsExactly(new Other(BEN, false));
    }

    @Test
    void whoSavesIsEditingForAWhileAndOthersHearOfTheRevision() {
        Page ada = open(one, ACME, ADA);
        open(two, ACME, BEN);
        two.saved(ACME, PolicyKind.LEAD, new Actor.Member(BEN, Role.ADMIN, null), 7);

        assertThat(ada.told()).contains(new Word.Saved(7));
        assertThat(ada.others()).containsExactly(new Other(BEN, true));
        for (int beat = 0; beat < 5; beat++) {
            pass(15);
        }
        assertThat(ada.others()).containsExactly(new Other(BEN, false));
    }

    @Test
    void whatAProgramSavesIsHeardAndNobodyIsSeen() {
        Page ada = open(one, ACME, ADA);
        one.saved(ACME, PolicyKind.LEAD, new Actor.Automation(), 3);

        assertThat(ada.told()).contains(new Word.Saved(3));
        assertThat(ada.others()).isEmpty();
    }

    @Test
    void whoOnlyLooksSeesAndIsNotSeen() {
        Page ada = open(one, ACME, ADA);
        Page viewer = open(two, ACME, Sighting.NOBODY);

        assertThat(viewer.others()).containsExactly(new Other(ADA, false));
        assertThat(ada.others()).isEmpty();
    }

    @Test
    void anotherWorkspaceAndAnotherPolicyAreOtherRooms() {
        Page ada = open(one, ACME, ADA);
        open(one, OTHER, BEN);
        one.saved(OTHER, PolicyKind.LEAD, new Actor.Automation(), 9);
        one.saved(ACME, PolicyKind.CALL, new Actor.Automation(), 9);

        assertThat(ada.others()).isEmpty();
        assertThat(ada.told()).doesNotContain(new Word.Saved(9));
    }

    @Test
    void severalPagesOfOneMemberAreOnePerson() {
        Page ada = open(one, ACME, ADA);
        Page again = open(two, ACME, ADA);
        Page ben = open(two, ACME, BEN);

        assertThat(again.others()).containsExactly(new Other(BEN, false));
        assertThat(ben.others()).containsExactly(new Other(ADA, false));
        ada.open().dispose();
        assertThat(ben.others()).containsExactly(new Other(ADA, false));
    }
}
