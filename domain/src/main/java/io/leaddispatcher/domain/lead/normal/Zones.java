package io.leaddispatcher.domain.lead.normal;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Time zones, by name and by place. */
public final class Zones {

    private static final ImmutableMap<String, String> BY_NAME =
            ZoneId.getAvailableZoneIds().stream()
                    .collect(
                            ImmutableMap.toImmutableMap(
                                    name -> name.toLowerCase(Locale.ROOT),
                                    name -> name,
                                    (first, _) -> first));
    private static final ImmutableMap<String, ZoneId> BY_COUNTRY = byCountry();
    private static final ImmutableMap<String, ZoneId> BY_STATE = byState();
    private static final ImmutableSet<String> SPLIT_BY_STATE = ImmutableSet.of("US", "CA", "AU");

    private Zones() {}

    /** The zone of a name such as {@code Europe/Berlin}, in any case, or of an offset. */
    public static Optional<ZoneId> zone(String text) {
        String name = BY_NAME.getOrDefault(text.strip().toLowerCase(Locale.ROOT), text.strip());
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The zone of a place, where its state or else its country has one clock only. */
    public static Optional<ZoneId> of(@Nullable String country, @Nullable String state) {
        if (state != null && BY_STATE.containsKey(state)) {
            return Optional.ofNullable(BY_STATE.get(state));
        }
        String land = country != null ? country : state == null ? null : countryOf(state);
        return land == null || SPLIT_BY_STATE.contains(land)
                ? Optional.empty()
                : Optional.ofNullable(BY_COUNTRY.get(land));
    }

    private static @Nullable String countryOf(String state) {
        return States.isCode(state) ? States.country(state) : null;
    }

    private static ImmutableMap<String, ZoneId> byCountry() {
        ImmutableMap.Builder<String, ZoneId> zones = ImmutableMap.builder();
        for (String line : Resource.lines("country-zones.txt")) {
            zones.put(line.substring(0, 2), ZoneId.of(line.substring(3)));
        }
        return zones.buildOrThrow();
    }

    private static ImmutableMap<String, ZoneId> byState() {
        ImmutableMap.Builder<String, ZoneId> zones = ImmutableMap.builder();
        for (String line : Resource.lines("states.txt")) {
            String[] columns = line.split("\\|", -1);
            if (columns.length > 2) {
                zones.put(columns[0], ZoneId.of(columns[2]));
            }
        }
        return zones.buildOrThrow();
    }
}
