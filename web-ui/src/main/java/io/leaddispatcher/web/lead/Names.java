package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.layout.Words;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How to call what documents name by key. A key without a name is shown as it is. */
record Names(Map<String, String> byKindAndKey, Words words) {

    String rep(String key) {
        return byKindAndKey.getOrDefault("rep/" + key, key);
    }

    /** {@code rep:mia}, or a channel's or a person's address. */
    String recipient(String label) {
        if (label.equals("lead")) {
            return words.say("recipient.lead");
        }
        return label.startsWith("rep:") ? rep(label.substring("rep:".length())) : label;
    }

    String pool(String key) {
        return byKindAndKey.getOrDefault("pool/" + key, key);
    }

    String queue(String key) {
        return byKindAndKey.getOrDefault("queue/" + key, Words.spelled(key));
    }

    String account(String key) {
        return byKindAndKey.getOrDefault("account/" + key, key);
    }

    /** {@code rep:mia}, {@code member:…}, {@code system} or a provider. */
    String actor(@Nullable String label) {
        if (label == null) {
            return words.say("actor.system");
        }
        int colon = label.indexOf(':');
        if (colon < 0) {
            return words.name("actor", label);
        }
        var kind = label.substring(0, colon);
        var named = byKindAndKey.get(kind + "/" + label.substring(colon + 1));
        return named == null ? words.name("actor", kind) : named;
    }
}
