package io.leaddispatcher.adapter.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.http.PeerJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Contacts of large accounts: what they are associated with fills several pages. */
class AssociationsTest {

    private static final String PRIMARY = "contact_to_company";

    /** What each page after the first says, and what was asked for. */
    private final List<String> pages = new ArrayList<>();

    private final List<String> asked = new ArrayList<>();

    private Mono<JsonNode> next(String path) {
        return Mono.fromSupplier(() -> {
            asked.add(path);
            return json(pages.get(asked.size() - 1));
        });
    }

    private Associations.Reading reading() {
        return (query, segments) ->
                next(
                        "%s?after=%s&limit=%s"
                                .formatted(
                                        String.join("/", segments),
                                        query.get("after"),
                                        query.get("limit")));
    }

    private static JsonNode json(String text) {
        return PeerJson.USUAL.read(text.getBytes(UTF_8));
    }

    /**
     * @param after empty for the last
     */
    private static String page(String type, String after, int... ids) {
        String results =
                IntStream.of(ids)
                        .mapToObj(id -> "{\"id\":\"%d\",\"type\":\"%s\"}".formatted(id, type))
                        .collect(Collectors.joining(","));
        String paging =
                after.isEmpty() ? "" : ",\"paging\":{\"next\":{\"after\":\"%s\"}}".formatted(after);
        return "{\"results\":[%s]%s}".formatted(results, paging);
    }

    private static JsonNode contact(String kind, String first) {
        return json("{\"id\":\"51\",\"associations\":{\"%s\":%s}}".formatted(kind, first));
    }

    private String company(String first) {
        return Associations.company("51", contact("companies", first), reading())
                .blockOptional()
                .orElse("none");
    }

    @Test
    void thePrimaryCompanyIsFoundOnALaterPageAndNoFurtherOneIsAskedFor() {
        pages.add(page("other", "b", 3, 4));
        pages.add(page(PRIMARY, "c", 5));

        assertThat(company(page("other", "a", 1, 2))).isEqualTo("5");
        assertThat(asked)
                .containsExactly(
                        "crm/v3/objects/contacts/51/associations/companies?after=a&limit=500",
                        "crm/v3/objects/contacts/51/associations/companies?after=b&limit=500");
    }

    @Test
    void whoHasItOnTheFirstPageIsAskedForNoOther() {
        assertThat(company(page(PRIMARY, "a", 1))).isEqualTo("1");
        assertThat(asked).isEmpty();
    }

    @Test
    void theFirstCompanyCountsWhereNoneIsThePrimaryOne() {
        pages.add(page("other", "", 3));

        assertThat(company(page("other", "a", 1, 2))).isEqualTo("1");
        assertThat(Associations.company("51", json("{}"), reading()).blockOptional()).isEmpty();
    }

    @Test
    void allActivitiesAreFoundEachOnce() {
        pages.add(page("contact_to_task", "b", 2, 3));
        pages.add(page("contact_to_task", "", 4));

        assertThat(
                        Associations.ids(
                                        "51",
                                        contact("tasks", page("contact_to_task", "a", 1, 2)),
                                        "tasks",
                                        reading())
                                .block())
                .containsExactly("1", "2", "3", "4");
    }

    @Test
    void whoHasMoreThanAnybodyReadsIsReadUpToALimit() {
        for (int page = 0; page < 2 * Associations.MOST_PAGES; page++) {
            pages.add(page("contact_to_task", "next", 100 + page));
        }

        assertThat(
                        Associations.ids(
                                        "51",
                                        contact("tasks", page("contact_to_task", "next", 1)),
                                        "tasks",
                                        reading())
                                .block())
                .hasSize(1 + Associations.MOST_PAGES);
        assertThat(asked).hasSize(Associations.MOST_PAGES);
    }

    @Test
    void aPageThatFailsFailsTheWhole() {
        assertThatThrownBy(() ->
                        Associations.ids(
                                        "51",
                                        contact("tasks", page("t", "a", 1)),
                                        "tasks",
                                        (_, _) -> Mono.error(new IllegalStateException("502")))
                                .block())
                .hasMessage("502");
    }
}
