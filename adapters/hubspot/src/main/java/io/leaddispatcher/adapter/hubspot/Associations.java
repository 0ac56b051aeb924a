package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.http.PeerJson.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * What a contact is associated with. Who reads a contact is told of the first few hundred; the
 * others come page by page.
 */
final class Associations {

    /** As many as HubSpot gives at once. */
    private static final String PAGE = "500";

    /** After the first, which came with the contact: five thousand more. */
    static final int MOST_PAGES = 10;

    /** How HubSpot labels the association with the primary company. */
    private static final String PRIMARY = "contact_to_company";

    private static final Logger LOG = LoggerFactory.getLogger(Associations.class);

    private Associations() {}

    /** Reads something of HubSpot, at the pace of whoever asks. */
    @FunctionalInterface
    interface Reading {
        Mono<JsonNode> get(Map<String, String> query, String... segments);
    }

    /**
     * The id of the company that a contact belongs to; empty when there is none. Where companies
     * are many, and none of those that are read is the primary one, the first counts.
     *
     * @param contact with its companies
     */
    static Mono<String> company(String id, JsonNode contact, Reading reading) {
        return pages(id, contact, "companies", Associations::isPrimary, reading)
                .flatMap(all ->
                        Mono.justOrEmpty(
                                all.stream()
                                        .filter(Associations::isPrimary)
                                        .findFirst()
                                        .or(() -> all.stream().findFirst())
                                        .flatMap(company -> text(company, "id"))));
    }

    private static boolean isPrimary(JsonNode company) {
        return text(company, "type").filter(PRIMARY::equals).isPresent();
    }

    /**
     * The ids of all of this kind, each once.
     *
     * @param contact with those of them that came with it
     * @param kind such as {@code tasks}
     */
    static Mono<List<String>> ids(String id, JsonNode contact, String kind, Reading reading) {
        return pages(id, contact, kind, _ -> false, reading)
                .map(all ->
                        all.stream()
                                .flatMap(each -> text(each, "id").stream())
                                .distinct()
                                .toList());
    }

    /**
     * @param sought after which no further page is needed
     */
    private static Mono<List<JsonNode>> pages(
            String id, JsonNode contact, String kind, Predicate<JsonNode> sought, Reading reading) {
        return Mono.just(contact.path("associations").path(kind))
                .expand(page ->
                        page.path("results").valueStream().anyMatch(sought)
                                ? Mono.empty()
                                : Paging.next(page)
                                        .map(after -> page(id, kind, after, reading))
                                        .orElseGet(Mono::empty))
                .take(1L + MOST_PAGES)
                .collectList()
                .map(pages -> {
                    Optional<String> more = Paging.next(pages.getLast());
                    List<JsonNode> all =
                            pages.stream()
                                    .flatMap(page -> page.path("results").valueStream())
                                    .toList();
                    if (pages.size() > MOST_PAGES
                            && more.isPresent()
                            && all.stream().noneMatch(sought)) {
                        LOG.warn(
                                "contact {} has more {} than the {} that were looked at",
                                id,
                                kind,
                                all.size());
                    }
                    return all;
                });
    }

    private static Mono<JsonNode> page(String id, String kind, String after, Reading reading) {
        return reading.get(
                Map.of("limit", PAGE, "after", after),
                "crm",
                "v3",
                "objects",
                "contacts",
                id,
                "associations",
                kind);
    }
}
