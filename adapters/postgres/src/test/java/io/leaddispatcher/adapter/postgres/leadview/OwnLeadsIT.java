package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.application.lead.LeadOrder;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.LeadTraits;
import io.leaddispatcher.application.lead.SearchWords;
import io.leaddispatcher.application.lead.port.LeadViews.Count;
import io.leaddispatcher.application.lead.port.LeadViews.Filter;
import io.leaddispatcher.application.lead.port.LeadViews.Found;
import io.leaddispatcher.application.lead.port.LeadViews.Position;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What a rep sees of very many leads is read, and nothing besides. */
class OwnLeadsIT extends LeadViewsOnPostgres {

    private static final int MANY = 4_000;

    @Test
    void aPageOfWhoSeesFewReadsThose() {
        List<LeadId> mine = threeOfMany();

        assertThat(leads(in(views.look(tenant, MIA, ANY, null, 50)))).isEqualTo(mine);
        assertThat(read("lead", views.look(tenant, MIA, ANY, null, 50))).isLessThan(50);
        assertThat(read("lead", views.page(tenant, MIA, ANY, null, 50).collectList()))
                .isLessThan(50);
    }

    @Test
    void theyAreCountedWithoutTheOthers() {
        threeOfMany();

        assertThat(in(views.count(tenant, MIA, ANY, 100))).isEqualTo(new Count(3, false));
        assertThat(in(views.count(tenant, MIA, ANY, 2))).isEqualTo(new Count(2, true));
        assertThat(read("lead", views.count(tenant, MIA, ANY, 100))).isLessThan(50);
    }

    @Test
    void whatManyLeadsSayIsLookedForAmongThem() {
        List<LeadId> mine = threeOfMany();
        Filter ana = filter(null, null, null, SearchWords.query("ana"), null, null);

        assertThat(leads(in(views.look(tenant, MIA, ana, null, 50)))).isEqualTo(mine);
        // So many are read until it is known that many have the word.
        assertThat(read("lead", views.look(tenant, MIA, ana, null, 50))).isLessThan(1_100);
        assertThat(
                        leads(
                                in(
                                        views.look(
                                                tenant,
                                                MIA,
                                                filter(
                                                        null,
                                                        null,
                                                        null,
                                                        SearchWords.query("zoe"),
                                                        null,
                                                        null),
                                                null,
                                                50))))
                .isEmpty();
    }

    @Test
    void whatOnlyFewSayIsFoundByTheIndexAndShownToWhomItConcerns() {
        LeadId mine = lead("Zora", NOON, with("mia", null), LeadStatus.ASSIGNED);
        lead("Zora", NOON, with("ben", null), LeadStatus.ASSIGNED);
        Filter zora = filter(null, null, null, SearchWords.query("zora"), null, null);

        assertThat(leads(in(views.look(tenant, MIA, zora, null, 50)))).containsExactly(mine);
    }

    @Test
    void aLeadThatIsSeenForSeveralReasonsIsShownOnce() {
        threeOfMany();
        LeadId both =
                lead("Ana", NOON.plusSeconds(MANY + 1), with("mia", "day"), LeadStatus.QUEUED);
        offer(both, "mia");

        assertThat(leads(in(views.look(tenant, MIA, ANY, null, 50)))).hasSize(4).startsWith(both);
        assertThat(in(views.count(tenant, MIA, ANY, 100))).isEqualTo(new Count(4, false));
        assertThat(walked(ANY, new LeadPages(database.get(DatabaseClient.class), 2, 9), 1))
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    void filtersNarrowThemInEitherOrderAndPageByPage() {
        List<LeadId> mine = threeOfMany();
        LeadPages pages = new LeadPages(database.get(DatabaseClient.class), 2, 9);

        assertThat(walked(of(LeadStatus.QUEUED, null, LeadOrder.NEWEST_FIRST), pages, 5))
                .containsExactly(mine.get(0));
        assertThat(walked(of(null, Set.of("mia", "zoe"), LeadOrder.NEWEST_FIRST), pages, 5))
                .containsExactly(mine.get(2));
        assertThat(walked(of(null, null, LeadOrder.OLDEST_FIRST), pages, 2))
                .isEqualTo(mine.reversed());
        assertThat(walked(filter(null, null, "day", List.of(), null, null), pages, 5))
                .containsExactly(mine.get(0));
        assertThat(walked(filter(null, "ben", null, List.of(), null, null), pages, 5))
                .containsExactly(mine.get(1));
    }

    /** The page ends where it has looked far enough, and tells where to go on. */
    @Test
    void noMoreOfThemIsLookedThroughThanAReaderWaitsFor() {
        List<LeadId> mine = threeOfMany();
        LeadPages pages = new LeadPages(database.get(DatabaseClient.class), 2, 9);
        Filter held = of(null, Set.of("mia"), LeadOrder.NEWEST_FIRST);

        Found first = in(look(pages, held, null, 50));
        assertThat(first.rows()).isEmpty();
        assertThat(first.looked()).isNotNull();
        Found second = in(look(pages, held, first.looked(), 50));
        assertThat(leads(second)).containsExactly(mine.get(2));
        assertThat(second.looked()).isNull();
    }

    /** In the queue of a team of the rep's, offered to the rep, and held: the newest first. */
    private List<LeadId> threeOfMany() {
        configure("TEAM", "emea", "{\"members\":[\"mia\"]}");
        configure("QUEUE", "day", "{\"team\":\"emea\"}");
        configure("QUEUE", "night", "{\"team\":\"apac\"}");
        LeadId held = lead("Ana", NOON.minusSeconds(9), with("mia", null), LeadStatus.ASSIGNED);
        LeadId offered = lead("Ana", NOON.minusSeconds(8), with("ben", null), LeadStatus.ASSIGNED);
        offer(offered, "mia");
        LeadId waits = lead("Ana", NOON.minusSeconds(7), with(null, "day"), LeadStatus.QUEUED);
        lead("Ana", NOON.minusSeconds(6), with(null, "night"), LeadStatus.QUEUED);
        lead("Ana", NOON.minusSeconds(5), with("ben", null), LeadStatus.ASSIGNED);
        manyLeads(MANY);
        return List.of(waits, offered, held);
    }

    private static List<LeadId> leads(Found found) {
        return found.rows().stream().map(Row::lead).toList();
    }

    private static Filter of(
            @Nullable LeadStatus status, @Nullable Set<String> reps, LeadOrder order) {
        return new Filter(
                status,
                null,
                null,
                List.of(),
                Set.of(),
                null,
                null,
                null,
                reps,
                LeadTraits.ANY,
                order);
    }

    private Mono<Found> look(LeadPages pages, Filter filter, @Nullable Position after, int limit) {
        return database.get(RowCiphers.class)
                .toRead(tenant)
                .flatMap(cipher ->
                        pages.look(tenant, new Sight.Own("mia"), filter, after, limit, cipher));
    }

    /** All of a list, page by page. */
    private List<LeadId> walked(Filter filter, LeadPages pages, int limit) {
        List<LeadId> read = new ArrayList<>();
        Position after = null;
        for (int page = 0; page < 100; page++) {
            Found found = in(look(pages, filter, after, limit));
            read.addAll(leads(found));
            if (found.rows().size() == limit) {
                after = new Position(found.rows().getLast().arrivedAt(), read.getLast());
            } else if (found.looked() == null) {
                return read;
            } else {
                after = found.looked();
            }
        }
        throw new AssertionError("no end of " + read);
    }
}
