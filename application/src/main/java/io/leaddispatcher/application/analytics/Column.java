package io.leaddispatcher.application.analytics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number of a report.
 *
 * @param key camel case, as the API spells it
 * @param ratio of a share: what it is of
 */
public record Column(String key, Unit unit, @Nullable Ratio ratio) {

    private static final int DECIMALS = 4;
    private static final String WON = "won.";

    // As ISO 4217 calls it.
    private static final String NO_CURRENCY = "XXX";

    /**
     * A share.
     *
     * @param part the column that is divided
     * @param whole the columns whose sum it is divided by
     */
    public record Ratio(String part, List<String> whole) {
        public Ratio {
            whole = List.copyOf(whole);
        }
    }

    static Column count(String key) {
        return new Column(key, Unit.COUNT, null);
    }

    static Column milliseconds(String key) {
        return new Column(key, Unit.MILLISECONDS, null);
    }

    static Column seconds(String key) {
        return new Column(key, Unit.SECONDS, null);
    }

    static Column share(String key, String part, String... whole) {
        return new Column(key, Unit.SHARE, new Ratio(part, List.of(whole)));
    }

    /** What was won in a currency. */
    static Column won(String currency) {
        return new Column(WON + currency, Unit.MONEY, null);
    }

    /** The currency of a column that holds money. */
    public String currency() {
        return key.substring(WON.length());
    }

    /** Whether nobody said in which currency its money is. */
    public boolean isInNoCurrency() {
        return currency().equals(NO_CURRENCY);
    }

    /** Null when there is nothing to tell, or nothing to divide by. */
    @Nullable BigDecimal of(Map<String, BigDecimal> numbers) {
        if (ratio != null) {
            return share(ratio, numbers);
        }
        return unit == Unit.COUNT ? numbers.getOrDefault(key, BigDecimal.ZERO) : numbers.get(key);
    }

    private static @Nullable BigDecimal share(Ratio ratio, Map<String, BigDecimal> numbers) {
        BigDecimal whole =
                ratio.whole().stream()
                        .map(part -> numbers.getOrDefault(part, BigDecimal.ZERO))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return whole.signum() == 0
                ? null
                : numbers.getOrDefault(ratio.part(), BigDecimal.ZERO)
                        .divide(whole, DECIMALS, RoundingMode.HALF_UP);
    }
}
