package io.leaddispatcher.domain.field;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a field of a lead holds. A missing value has no FieldValue: blank text and empty lists count
 * as missing.
 */
public sealed interface FieldValue {

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
    record Geo(double lat, double lon) implements FieldValue {}
}
