package io.leaddispatcher.adapter.salesforce;

import io.leaddispatcher.http.JsonLimits;
import io.leaddispatcher.http.PeerJson;

/** How much JSON Salesforce may send. No bytes are how it says that it wrote something. */
final class SalesforceJson {

    /** The description of an object with many picklists is long. */
    static final int LARGEST = 16 * 1024 * 1024;

    static final PeerJson JSON = new PeerJson(new JsonLimits(LARGEST, 2_000_000, 1_000_000, 100));

    private SalesforceJson() {}
}
