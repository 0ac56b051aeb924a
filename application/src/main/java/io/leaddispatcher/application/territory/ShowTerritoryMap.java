package io.leaddispatcher.application.territory;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.territory.TerritoryMapView.Share;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.territory.Territories;
import io.leaddispatcher.domain.territory.Territory;
import io.leaddispatcher.domain.territory.TerritoryKey;
import io.leaddispatcher.domain.territory.TerritoryReach;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import reactor.core.publisher.Mono;

/** Shows which country belongs to which territory, as routing has it now. */
@UseCase
public final class ShowTerritoryMap {

    private final RoutingConfigurations configurations;
    private final UnitOfWork unitOfWork;

    public ShowTerritoryMap(RoutingConfigurations configurations, UnitOfWork unitOfWork) {
        this.configurations = configurations;
        this.unitOfWork = unitOfWork;
    }

    public Mono<TerritoryMapView> handle(Caller caller) {
        return Mono.defer(() -> {
            caller.require(Permission.VIEW_CONFIGURATION);
            TenantId tenant = caller.tenant();
            return unitOfWork.run(
                    tenant,
                    configurations
                            .current(tenant)
                            .map(snapshot -> map(snapshot.configuration().territories())));
        });
    }

    static TerritoryMapView map(Territories territories) {
        List<TerritoryReach> reaches = territories.reaches();
        Map<String, TerritoryReach> owners = owners(reaches);
        return new TerritoryMapView(
                reaches.stream()
                        .map(reach -> share(reach, owners, territories))
                        .filter(share -> !share.countries().isEmpty() || !share.parts().isEmpty())
                        .sorted(Comparator.comparing(Share::key))
                        .toList(),
                territories.contests());
    }

    /** Of those that claim a whole country each is inside the next, and the innermost has it. */
    private static Map<String, TerritoryReach> owners(Collection<TerritoryReach> reaches) {
        Map<String, TerritoryReach> owners = new HashMap<>();
        for (TerritoryReach reach : reaches) {
            for (String country : reach.wholeCountries()) {
                owners.merge(
                        country,
                        reach,
                        (one, other) -> one.keys().size() >= other.keys().size() ? one : other);
            }
        }
        return owners;
    }

    private static Share share(
            TerritoryReach reach, Map<String, TerritoryReach> owners, Territories territories) {
        TerritoryKey key = reach.keys().getFirst();
        TreeSet<String> countries = new TreeSet<>();
        for (String country : reach.wholeCountries()) {
            if (reach.equals(owners.get(country))) {
                countries.add(country);
            }
        }
        TreeSet<String> parts = new TreeSet<>();
        reach.places().stream()
                .filter(place -> place.size() > 1)
                .flatMap(place -> place.entrySet().stream())
                .filter(value -> value.getKey().equals("company.country"))
                .forEach(value -> parts.add(value.getValue()));
        return new Share(
                key,
                territories.find(key).map(Territory::name).orElse(key.value()),
                countries,
                parts);
    }
}
