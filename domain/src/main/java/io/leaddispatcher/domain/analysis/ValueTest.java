package io.leaddispatcher.domain.analysis;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import com.google.re2j.Pattern;
import io.leaddispatcher.domain.field.FieldValue;
import java.math.BigDecimal;

/**
 * A question to one value that is there, in a form that can be reasoned about. Texts are folded,
 * numbers without trailing zeros; instants are seconds since 1970, times of the day minutes.
 */
sealed interface ValueTest {

    /** Any value will do. */
    record Present() implements ValueTest {}

    /** Equals one of these: texts, numbers or flags. Of a list any element does. */
    record OneOf(ImmutableSet<Object> values) implements ValueTest {}

    record Within(Range<BigDecimal> range) implements ValueTest {}

    /** A question to how a text is written. */
    sealed interface Written extends ValueTest {

        /** Whether a text that is there has it. */
        boolean holds(String folded, String text);
    }

    record Containing(String part) implements Written {
        @Override
        public boolean holds(String folded, String text) {
            return folded.contains(part);
        }
    }

    record StartingWith(String part) implements Written {
        @Override
        public boolean holds(String folded, String text) {
            return folded.startsWith(part);
        }
    }

    record EndingWith(String part) implements Written {
        @Override
        public boolean holds(String folded, String text) {
            return folded.endsWith(part);
        }
    }

    record Matching(Pattern pattern) implements Written {
        @Override
        public boolean holds(String folded, String text) {
            return pattern.matcher(text).find();
        }
    }

    record Near(double lat, double lon, double km) implements ValueTest {

        double distanceKm(double otherLat, double otherLon) {
            return new FieldValue.Geo(lat, lon).distanceKm(otherLat, otherLon);
        }
    }
}
