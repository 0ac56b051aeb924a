package io.leaddispatcher.application.territory;

import io.leaddispatcher.domain.territory.Contest;
import io.leaddispatcher.domain.territory.TerritoryKey;
import java.util.List;
import java.util.SortedSet;

/**
 * Who claims which country.
 *
 * @param shares of the territories that claim a place at all, by key
 * @param contests places where somebody has to decide
 */
public record TerritoryMapView(List<Share> shares, List<Contest> contests) {

    public TerritoryMapView {
        shares = List.copyOf(shares);
        contests = List.copyOf(contests);
    }

    /**
     * One territory.
     *
     * @param countries alpha-2 codes of those from which a lead comes here when nothing closer
     *     claims it
     * @param parts alpha-2 codes of those where it claims states or postal codes
     */
    public record Share(
            TerritoryKey key, String name, SortedSet<String> countries, SortedSet<String> parts) {}
}
