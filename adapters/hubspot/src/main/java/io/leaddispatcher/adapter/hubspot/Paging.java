package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.http.PeerJson.text;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The pages in which HubSpot tells lists. */
final class Paging {

    private Paging() {}

    /** Where a list goes on; empty after its last page. */
    static Optional<String> next(JsonNode page) {
        return text(page.path("paging").path("next"), "after");
    }
}
