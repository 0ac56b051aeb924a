package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.adapter.postgres.encryption.RowCiphers;
import io.leaddispatcher.application.lead.LeadFile.Placement;
import io.leaddispatcher.application.lead.LeadOrder;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.LeadTraits;
import io.leaddispatcher.application.lead.port.LeadViews.Count;
import io.leaddispatcher.application.lead.port.LeadViews.Filter;
import io.leaddispatcher.application.lead.port.LeadViews.Found;
import io.leaddispatcher.application.lead.port.LeadViews.Position;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.Priority;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

class LeadFiltersIT extends LeadViewsOnPostgres {

    private static final String NEWEST_FIRST = " order by l.arrived_at desc, l.id desc";

    @Test
    void leadsAreFoundByTheRuleTheSourceAndHowUrgentTheyAre() {
        LeadId one = lead("One", with("mia", null));
        LeadId other = lead("Other", with("ben", null));
        set(one, "rule_id = 'dach', source = 'web-form', priority = 'HIGH'");
        set(other, "rule_id = 'rest', source = 'google'");

        assertThat(ids(of(new LeadTraits("dach", null, null, null)))).containsExactly(one);
        assertThat(ids(of(new LeadTraits(null, "google", null, null)))).containsExactly(other);
        assertThat(ids(of(new LeadTraits(null, "goo", null, null)))).isEmpty();
        assertThat(ids(of(new LeadTraits(null, null, Priority.HIGH, null)))).containsExactly(one);
        assertThat(ids(of(new LeadTraits(null, null, Priority.STANDARD, null))))
                .as("nobody has said")
                .containsExactly(other);
        assertThat(ids(of(new LeadTraits("dach", "google", null, null)))).isEmpty();
        assertThat(in(views.sources(tenant).collectList()))
                .containsExactlyInAnyOrder("web-form", "google");
    }

    @Test
    void thePoolIsThatByWhichALeadWasGivenLast() {
        LeadId moved = lead("Moved", with("mia", null));
        given(moved, "old", "REASSIGNED", 1);
        given(moved, "new", "ACCEPTED", 2);
        lead("Waits", with(null, "late"));

        assertThat(ids(of(new LeadTraits(null, null, null, "new")))).containsExactly(moved);
        assertThat(ids(of(new LeadTraits(null, null, null, "old")))).isEmpty();
    }

    @Test
    void leadsOfATeamComeInOneOrderWhoeverHasThem() {
        List<LeadId> known = new ArrayList<>();
        for (String rep : List.of("mia", "ben", "mia", "zoe", "ben")) {
            LeadId lead = lead(rep, with(rep, null));
            if (!rep.equals("zoe")) {
                known.add(lead);
            }
        }
        Filter team = of(Set.of("mia", "ben"), LeadTraits.ANY, LeadOrder.NEWEST_FIRST);

        assertThat(ids(team)).containsExactlyElementsOf(known.reversed());
        assertThat(walked(team, ALL, reaching(100), 2)).isEqualTo(known.reversed());
        assertThat(walked(team, MIA, reaching(100), 2)).hasSize(2);
        assertThat(count(team)).isEqualTo(new Count(4, false));
        assertThat(ids(of(Set.of(), LeadTraits.ANY, LeadOrder.NEWEST_FIRST))).isEmpty();
    }

    @Test
    void theOldestComeFirstWhereTheyAreAskedFor() {
        List<LeadId> known = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            known.add(lead("Ana", NOON.plusSeconds(i / 2), Placement.NOWHERE, LeadStatus.NEW));
        }
        Filter oldest = of(null, LeadTraits.ANY, LeadOrder.OLDEST_FIRST);

        assertThat(walked(oldest, ALL, reaching(100), 2)).isEqualTo(known);
    }

    /** The page ends where it has looked far enough, and tells where to go on. */
    @Test
    void noMoreIsLookedThroughThanAReaderWaitsFor() {
        List<LeadId> rare = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            LeadId lead = lead("Ana", NOON.plusSeconds(i), Placement.NOWHERE, LeadStatus.NEW);
            if (i % 9 == 0) {
                set(lead, "rule_id = 'rare'");
                rare.add(lead);
            }
        }
        LeadTraits traits = new LeadTraits("rare", null, null, null);
        Filter newest = of(null, traits, LeadOrder.NEWEST_FIRST);
        LeadPages pages = reaching(4);

        Found first = in(look(pages, newest, ALL, null, 50));
        assertThat(first.rows()).extracting(Row::lead).containsExactly(rare.getLast());
        assertThat(Objects.requireNonNull(first.looked()).arrivedAt())
                .isEqualTo(NOON.plusSeconds(16));
        assertThat(walked(newest, ALL, pages, 50)).isEqualTo(rare.reversed());
        assertThat(walked(of(null, traits, LeadOrder.OLDEST_FIRST), ALL, pages, 50))
                .isEqualTo(rare);
        assertThat(walked(newest, new Sight.None(), pages, 50)).isEmpty();
        assertThat(in(pages.count(tenant, ALL, newest, 100))).isEqualTo(new Count(1, true));
        assertThat(in(reaching(100).count(tenant, ALL, newest, 100)))
                .isEqualTo(new Count(3, false));
    }

    @Test
    void leadsAreCountedUpToABound() {
        for (int i = 0; i < 5; i++) {
            lead("Ana", with("mia", null));
        }
        lead("Ben", with("ben", null));

        assertThat(in(views.count(tenant, ALL, ANY, 10))).isEqualTo(new Count(6, false));
        assertThat(in(views.count(tenant, ALL, ANY, 6))).isEqualTo(new Count(6, false));
        assertThat(in(views.count(tenant, ALL, ANY, 5))).isEqualTo(new Count(5, true));
        assertThat(in(views.count(tenant, MIA, ANY, 10))).isEqualTo(new Count(5, false));
        assertThat(in(views.count(tenant, new Sight.None(), ANY, 10)))
                .isEqualTo(new Count(0, false));
    }

    @Test
    void leadsOfATeamAreReadByTheIndexOfEachOfItsReps() {
        assertThat(
                        plan(
                                LeadListing.sql(true, "", NEWEST_FIRST),
                                Map.of("reps", new String[] {"mia", "ben"})))
                .containsPattern("using lead_rep on lead l")
                .containsPattern("Index Cond: .*rep_key = m.rep");
        assertThat(plan(LeadListing.count(true, ""), Map.of("reps", new String[] {"mia", "ben"})))
                .contains("lead_rep");
    }

    @Test
    void whatNoIndexKnowsIsLookedForInAPartOfTheIndexOfArrival() {
        for (LeadTraits traits :
                List.of(
                        new LeadTraits("dach", null, null, null),
                        new LeadTraits(null, "web-form", null, null),
                        new LeadTraits(null, null, Priority.HIGH, null),
                        new LeadTraits(null, null, null, "emea"))) {
            Map<String, Object> binds = new LinkedHashMap<>();
            binds.put("end", NOON);
            binds.put("last", new UUID(1, 1));
            String conditions =
                    TraitConditions.sql(traits, binds)
                            + " and (l.arrived_at, l.id) >= (:end, :last)";

            String plan = plan(LeadListing.sql(false, conditions, NEWEST_FIRST), binds);

            assertThat(plan)
                    .contains("using lead_arrival on lead l")
                    .containsPattern("Index Cond: .*ROW\\(arrived_at, id\\) >= ROW");
            if (traits.pool() != null) {
                assertThat(plan).contains("assignment_lead on assignment a");
            }
        }
    }

    @Test
    void whereAPartEndsIsReadFromAnIndexAlone() {
        assertThat(plan(LeadListing.end("", NEWEST_FIRST), Map.of()))
                .contains("Index Only Scan using lead_arrival");
    }

    /** As if there were very many: of a few rows any plan is as good. */
    private String plan(String sql, Map<String, Object> binds) {
        DatabaseClient client = database.get(DatabaseClient.class);
        DatabaseClient.GenericExecuteSpec spec =
                client.sql("explain " + sql).bind("tenant", tenant.value()).bind("limit", 51);
        for (Map.Entry<String, Object> bind : binds.entrySet()) {
            spec = spec.bind(bind.getKey(), bind.getValue());
        }
        var asked =
                spec.map(row -> Objects.requireNonNull(row.get(0, String.class)))
                        .all()
                        .collect(Collectors.joining("\n"));
        return in(
                client.sql(
                                """
                                select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
                                       set_config('enable_sort', 'off', true)
                                """)
                        .fetch()
                        .all()
                        .then(asked));
    }

    private Count count(Filter filter) {
        return in(views.count(tenant, ALL, filter, 100));
    }

    private static LeadPages reaching(int reach) {
        return new LeadPages(database.get(DatabaseClient.class), reach, 5_000);
    }

    private Mono<Found> look(
            LeadPages pages, Filter filter, Sight sight, @Nullable Position after, int limit) {
        return database.get(RowCiphers.class)
                .toRead(tenant)
                .flatMap((RowCipher cipher) ->
                        pages.look(tenant, sight, filter, after, limit, cipher));
    }

    /** All of a list, page by page. */
    private List<LeadId> walked(Filter filter, Sight sight, LeadPages pages, int limit) {
        List<LeadId> read = new ArrayList<>();
        Position after = null;
        for (int page = 0; page < 100; page++) {
            Found found = in(look(pages, filter, sight, after, limit));
            found.rows().forEach(row -> read.add(row.lead()));
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

    private static Filter of(LeadTraits traits) {
        return of(null, traits, LeadOrder.NEWEST_FIRST);
    }

    private static Filter of(@Nullable Set<String> reps, LeadTraits traits, LeadOrder order) {
        return new Filter(
                null, null, null, List.of(), Set.of(), null, null, null, reps, traits, order);
    }

    private LeadId lead(String name, Placement placement) {
        return lead(name, NOON.plusSeconds(ids), placement, LeadStatus.ASSIGNED);
    }

    private void set(LeadId lead, String columns) {
        database.executeAsSuperuser(
                "update lead set %s where tenant_id = '%s' and id = '%s'"
                        .formatted(columns, tenant, lead));
    }

    private void given(LeadId lead, String pool, String state, int second) {
        database.executeAsSuperuser(
                "insert into assignment (tenant_id, id, lead_id, run_id, rep_key, pool_key, priority, state, offered_at) values ('%s', '%s', '%s', '%s', 'mia', '%s', 'STANDARD', '%s', '%s')"
                        .formatted(
                                tenant,
                                new UUID(2, ++ids),
                                lead,
                                new UUID(3, 0),
                                pool,
                                state,
                                NOON.plusSeconds(second)));
    }
}
