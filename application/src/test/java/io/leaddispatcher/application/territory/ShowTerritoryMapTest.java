package io.leaddispatcher.application.territory;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.territory.TerritoryMapView.Share;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.territory.Contest;
import io.leaddispatcher.domain.territory.Territories;
import io.leaddispatcher.domain.territory.Territory;
import io.leaddispatcher.domain.territory.TerritoryKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShowTerritoryMapTest {

    @Test
    void aCountryBelongsToTheInnermostThatClaimsAllOfIt() {
        assertThat(
                        map(
                                        territory("alps", "countries", List.of("AT", "CH"), "dach"),
                                        territory(
                                                "dach",
                                                "countries",
                                                List.of("DE", "AT", "CH"),
                                                null))
                                .shares())
                .containsExactly(
                        share("alps", Set.of("AT", "CH"), Set.of()),
                        share("dach", Set.of("DE"), Set.of()));
    }

    @Test
    void whoeverClaimsPlacesInACountryHasAPartOfIt() {
        assertThat(
                        map(
                                        territory("berlin", "states", List.of("DE-BE"), null),
                                        territory(
                                                "paris", "postalPrefixes", List.of("FR:75"), null),
                                        territory("named", "accounts", List.of("acme"), null))
                                .shares())
                .containsExactly(
                        share("berlin", Set.of(), Set.of("DE")),
                        share("paris", Set.of(), Set.of("FR")));
    }

    @Test
    void whereNothingDecidesIsSaid() {
        assertThat(
                        map(
                                        territory("a", "postalPrefixes", List.of("DE:10"), null),
                                        territory("b", "postalPrefixes", List.of("DE:10-12"), null))
                                .contests())
                .containsExactly(
                        new Contest(
                                "DE", "10", List.of(new TerritoryKey("a"), new TerritoryKey("b"))));
    }

    private static TerritoryMapView map(Territory... territories) {
        return ShowTerritoryMap.map(Territories.of(List.of(territories)));
    }

    private static Share share(String key, Set<String> countries, Set<String> parts) {
        return new Share(
                new TerritoryKey(key), key, new TreeSet<>(countries), new TreeSet<>(parts));
    }

    private static Territory territory(
            String key, String claim, List<String> places, @Nullable String parent) {
        Map<String, ?> document =
                parent == null
                        ? Map.of("name", key, claim, places)
                        : Map.of("name", key, claim, places, "parent", parent);
        return Territory.read(new TerritoryKey(key), Part.root(document, new Violations()))
                .orElseThrow();
    }
}
