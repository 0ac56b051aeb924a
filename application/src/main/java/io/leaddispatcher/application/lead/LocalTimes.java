package io.leaddispatcher.application.lead;

import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By whose clocks times are told. */
public final class LocalTimes {

    private LocalTimes() {}

    /**
     * The zone of a rep, as it is configured; that of the workspace when there is no such rep.
     *
     * @param rep the key; null: nobody's
     */
    public static ZoneId zone(@Nullable String rep, RoutingConfiguration configuration) {
        return Optional.ofNullable(rep)
                .filter(Key::isValid)
                .map(RepKey::new)
                .flatMap(configuration.roster()::rep)
                .map(configuration.roster()::zoneOf)
                .orElseGet(configuration::zone);
    }
}
