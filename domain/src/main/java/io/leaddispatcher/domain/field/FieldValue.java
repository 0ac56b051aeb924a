package io.leaddispatcher.domain.field;

import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a field of a lead holds. A missing value has no FieldValue: blank text and empty lists count
 * as missing.
 */
public sealed interface FieldValue {

    /** As documents show it. */
    default Object plain() {
        return switch (this) {
            case Text(var text) -> text;
            case Number(var number) -> number;
            case Bool(var bool) -> bool;
            case Day(var day) -> day.toString();
            case Moment(var instant) -> instant.toString();
            case Items(var items) -> items;
            case Geo(double lat, double lon) ->
                    ImmutableMap.of("lat", BigDecimal.valueOf(lat), "lon", BigDecimal.valueOf(lon));
        };
    }

    /**
     * What {@link #plain} gave, in the type that the document shows: days and moments are texts
     * until a {@link FieldType} reads them. Empty when it is nothing of that kind.
     */
    static Optional<FieldValue> ofPlain(@Nullable Object plain) {
        return switch (plain) {
            case String text -> Optional.of(new Text(text));
            case BigDecimal number -> Optional.of(new Number(number));
            case Boolean bool -> Optional.of(new Bool(bool));
            case List<?> items when !items.isEmpty() ->
                    Optional.of(new Items(items.stream().map(String::valueOf).toList()));
            case Map<?, ?> place
                    when place.get("lat") instanceof BigDecimal lat
                            && place.get("lon") instanceof BigDecimal lon ->
                    Optional.of(new Geo(lat.doubleValue(), lon.doubleValue()));
            case null, default -> Optional.empty();
        };
    }

    record Text(String text) implements FieldValue {}

    record Number(BigDecimal number) implements FieldValue {}

    record Bool(boolean bool) implements FieldValue {}

    record Day(LocalDate day) implements FieldValue {}

    record Moment(Instant instant) implements FieldValue {}

    /** At least one element. */
    record Items(List<String> items) implements FieldValue {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Degrees, WGS 84. */
    record Geo(double lat, double lon) implements FieldValue {

        private static final double EARTH_RADIUS_KM = 6371.0088;

        /** Haversine: exact enough for neighbours and antipodes, and blind to the date line. */
        public double distanceKm(double otherLat, double otherLon) {
            double halfLat = Math.sin(Math.toRadians(otherLat - lat) / 2);
            double halfLon = Math.sin(Math.toRadians(otherLon - lon) / 2);
            double chord =
                    halfLat * halfLat
                            + Math.cos(Math.toRadians(lat))
                                    * Math.cos(Math.toRadians(otherLat))
                                    * halfLon
                                    * halfLon;
            return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
        }
    }
}
