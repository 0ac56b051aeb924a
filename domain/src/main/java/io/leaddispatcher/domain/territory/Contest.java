package io.leaddispatcher.domain.territory;

import java.util.List;

/**
 * A place that two territories claim equally closely.
 *
 * @param country ISO 3166-1 alpha-2
 * @param postalCode how the postal codes of the place begin
 * @param territories both; the one that claims the beginning comes first
 */
public record Contest(String country, String postalCode, List<TerritoryKey> territories) {

    public Contest {
        territories = List.copyOf(territories);
    }
}
