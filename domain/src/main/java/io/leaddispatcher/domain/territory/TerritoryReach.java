package io.leaddispatcher.domain.territory;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the leads of a territory come from.
 *
 * @param keys the territory, then all that it is inside of: what the field {@code territory} holds
 * @param countries in which all of its places lie
 * @param wholeCountries those of which it claims every place
 * @param byAccount whether an account alone can bring a lead here, wherever it is
 * @param places values by path, one for each claim of a place
 */
public record TerritoryReach(
        List<TerritoryKey> keys,
        Set<String> countries,
        Set<String> wholeCountries,
        boolean byAccount,
        List<Map<String, String>> places) {

    /** How many characters a code is filled up to: most countries' codes are five long. */
    private static final int LENGTH_OF_A_CODE = 5;

    public TerritoryReach {
        keys = List.copyOf(keys);
        countries = ImmutableSet.copyOf(countries);
        wholeCountries = ImmutableSet.copyOf(wholeCountries);
        places = List.copyOf(places);
    }

    static TerritoryReach of(Territory territory, List<TerritoryKey> keys) {
        Set<String> countries = new LinkedHashSet<>();
        Set<String> whole = new LinkedHashSet<>();
        List<Map<String, String>> places = new ArrayList<>();
        boolean byAccount = false;
        for (Claim claim : territory.claims().values()) {
            switch (claim) {
                case Claim.OfAccount _ -> byAccount = true;
                case Claim.OfPrefix(var country, var prefix) -> {
                    countries.add(country);
                    places.add(postal(country, prefix));
                }
                case Claim.OfRange(var country, var from, _) -> {
                    countries.add(country);
                    places.add(postal(country, from));
                }
                case Claim.OfState(var state) -> {
                    String country = state.substring(0, state.indexOf('-'));
                    countries.add(country);
                    places.add(ImmutableMap.of("company.country", country, "company.state", state));
                }
                case Claim.OfCountry(var country) -> {
                    countries.add(country);
                    whole.add(country);
                    places.add(ImmutableMap.of("company.country", country));
                }
            }
        }
        return new TerritoryReach(keys, countries, whole, byAccount, places);
    }

    private static Map<String, String> postal(String country, String start) {
        int missing = Math.max(0, LENGTH_OF_A_CODE - start.length());
        return ImmutableMap.of(
                "company.country", country, "company.postalCode", start + "0".repeat(missing));
    }
}
