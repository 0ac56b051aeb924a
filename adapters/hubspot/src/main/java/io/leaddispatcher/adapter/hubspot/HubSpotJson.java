package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.http.JsonLimits;
import io.leaddispatcher.http.PeerJson;

/** How much JSON HubSpot may send of its records. */
final class HubSpotJson {

    /** All properties with their options, or a hundred notes of 64 KB, come in one answer. */
    static final int LARGEST = 16 * 1024 * 1024;

    static final PeerJson JSON = new PeerJson(new JsonLimits(LARGEST, 2_000_000, 1_000_000, 100));

    private HubSpotJson() {}
}
