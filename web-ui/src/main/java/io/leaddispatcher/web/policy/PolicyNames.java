package io.leaddispatcher.web.policy;

import io.leaddispatcher.web.layout.Words;
import java.util.Map;

/** How to call what a policy names by key: {@code pools/dach} for example. */
record PolicyNames(Map<String, String> byKindAndKey) {

    PolicyNames {
        byKindAndKey = Map.copyOf(byKindAndKey);
    }

    String of(String kind, String key) {
        return byKindAndKey.getOrDefault(kind + "/" + key, key);
    }

    String queue(String key) {
        return byKindAndKey.getOrDefault("queues/" + key, Words.spelled(key));
    }
}
