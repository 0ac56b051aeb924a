package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.LeadFile.Placement;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.SearchWords;
import io.leaddispatcher.application.lead.WordSource;
import io.leaddispatcher.application.lead.port.LeadViews.Filter;
import io.leaddispatcher.application.lead.port.LeadViews.Position;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.domain.lead.LeadId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

class LeadSearchIT extends LeadViewsOnPostgres {

    private static final Comparator<LeadId> NEWEST_FIRST =
            Comparator.comparing(LeadId::toString).reversed();

    @Test
    void pagesStayInPlaceWhileLeadsComeIn() {
        List<LeadId> known = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Two each arrive at once, so that the id decides.
            known.add(lead("Ana", NOON.plusSeconds(i / 2), Placement.NOWHERE, LeadStatus.NEW));
        }

        List<LeadId> read = new ArrayList<>();
        Position after = null;
        for (List<Row> page = page(ANY, ALL, after, 3);
                !page.isEmpty();
                page = page(ANY, ALL, after, 3)) {
            page.forEach(row -> read.add(row.lead()));
            after = new Position(page.getLast().arrivedAt(), page.getLast().lead());
            lead("Late", NOON.plusSeconds(100), Placement.NOWHERE, LeadStatus.NEW);
        }

        assertThat(read).containsExactlyElementsOf(known.reversed());
    }

    @Test
    void searchesByEveryWordAndTakesNothingForAnOperator() {
        LeadId ana = lead("Ana O'Neill", NOON, Placement.NOWHERE, LeadStatus.NEW);
        lead("Anton Berg", NOON, Placement.NOWHERE, LeadStatus.NEW);

        assertThat(found("an")).hasSize(2);
        assertThat(found("an o'ne")).containsExactly(ana);
        assertThat(found("o'neill ANA")).containsExactly(ana);
        assertThat(found("ana | anton")).isEmpty();
        assertThat(found("ana berg")).isEmpty();
        for (String hostile : List.of("'", "a\\' | 'b", "an:*", "!", "\\", "a\\", "&|!()<->")) {
            assertThat(found(hostile)).as(hostile).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void aWordIsFoundInWhatMayBeReadAndNowhereElse() {
        LeadId ana = lead("Ana", NOON, Placement.NOWHERE, LeadStatus.NEW);

        assertThat(foundAmong(EnumSet.of(WordSource.PERSON))).containsExactly(ana);
        assertThat(foundAmong(EnumSet.complementOf(EnumSet.of(WordSource.PERSON)))).isEmpty();
        assertThat(foundAmong(Set.of())).isEmpty();
    }

    private List<LeadId> foundAmong(Set<WordSource> among) {
        return ids(new Filter(null, null, null, SearchWords.query("ana"), among, null, null));
    }

    /** Rare and frequent words take different ways to the same pages. */
    @Test
    void pagesAreTheSameHoweverManyLeadsHaveAWord() {
        database.executeAsSuperuser(
                """
                insert into lead (tenant_id, id, kind, status, document, issues, words, arrived_at, updated_at)
                select '%s', ('00000000-0000-0000-0000-' || lpad(i::text, 12, '0'))::uuid, 'lead', 'NEW',
                       jsonb_build_object('receivedAt', '2026-11-21T12:00:00Z'), '[]',
                       concat(case when mod(i, 2) = 0 then 'many:1A' end, ' ',
                              case when mod(i, 700) = 0 then 'few:1A' end)::tsvector,
                       '%s'::timestamptz + i * interval '1 second', now()
                  from generate_series(1, 4200) i
                """
                        .formatted(tenant, NOON));

        List<LeadId> many = paged("many");
        assertThat(many).hasSize(2_100).doesNotHaveDuplicates().isSortedAccordingTo(NEWEST_FIRST);
        List<LeadId> few = paged("few");
        assertThat(few).hasSize(6).isSortedAccordingTo(NEWEST_FIRST);
        assertThat(paged("many few")).containsExactlyElementsOf(few);
        assertThat(paged("none")).isEmpty();
    }

    private List<LeadId> paged(String q) {
        int limit = 200;
        Filter filter = filter(null, null, null, SearchWords.query(q), null, null);
        List<LeadId> read = new ArrayList<>();
        List<Row> page = page(filter, ALL, null, limit);
        page.forEach(row -> read.add(row.lead()));
        // A page that is not full is the last.
        while (page.size() == limit) {
            Row last = page.getLast();
            page = page(filter, ALL, new Position(last.arrivedAt(), last.lead()), limit);
            page.forEach(row -> read.add(row.lead()));
        }
        return read;
    }

    @Test
    void anotherWorkspacesWordsAreNotFoundByTheFunctionEither() {
        lead("Ana", NOON, Placement.NOWHERE, LeadStatus.NEW);
        assertThat(withWords("ana")).hasSize(1);
        newTenant();

        assertThat(withWords("ana")).isEmpty();
    }

    private List<UUID> withWords(String word) {
        return List.of(
                Objects.requireNonNull(
                        unitOfWork()
                                .run(
                                        tenant,
                                        database.get(DatabaseClient.class)
                                                .sql("select leads_with_words(:word::tsquery, 10)")
                                                .bind("word", word)
                                                .mapValue(UUID[].class)
                                                .one())
                                .block()));
    }

    @Test
    void aNameOfAnyLengthIsKeptAndFound() {
        LeadId lead = lead("Ü".repeat(4_000), NOON, Placement.NOWHERE, LeadStatus.NEW);

        assertThat(found("ü".repeat(3_000))).containsExactly(lead);
    }

    private List<LeadId> found(String q) {
        return ids(filter(null, null, null, SearchWords.query(q), null, null));
    }
}
