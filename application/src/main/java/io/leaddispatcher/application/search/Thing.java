package io.leaddispatcher.application.search;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be found by its name, in the order in which it is shown. */
public enum Thing {
    REP(ConfigurationKind.REP),
    TEAM(ConfigurationKind.TEAM),
    POOL(ConfigurationKind.POOL),
    QUEUE(ConfigurationKind.QUEUE),
    RULE(null),
    TERRITORY(ConfigurationKind.TERRITORY),
    SEGMENT(ConfigurationKind.SEGMENT),
    FIELD(ConfigurationKind.FIELD),
    LIST(ConfigurationKind.LIST),
    SLA_POLICY(ConfigurationKind.SLA_POLICY),
    TEMPLATE(ConfigurationKind.TEMPLATE),
    CONNECTION(null);

    private final @Nullable ConfigurationKind documents;

    Thing(@Nullable ConfigurationKind documents) {
        this.documents = documents;
    }

    /** Empty for what is no document of its own: a rule, a connection. */
    Optional<ConfigurationKind> documents() {
        return Optional.ofNullable(documents);
    }

    static List<Thing> ofDocuments() {
        return Arrays.stream(values()).filter(each -> each.documents != null).toList();
    }
}
