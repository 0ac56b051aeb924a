package io.leaddispatcher.web.analytics;

import io.leaddispatcher.application.analytics.Column;
import io.leaddispatcher.application.analytics.ReportView;
import io.leaddispatcher.web.list.Asked;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * By which column a reader has the rows sorted.
 *
 * @param column its key; null: as the report sorts them
 * @param ascending the least first; what has no number comes last either way
 */
record RowOrder(@Nullable String column, boolean ascending) {

    static final RowOrder USUAL = new RowOrder(null, false);

    static RowOrder of(MultiValueMap<String, String> parameters) {
        var word = Asked.text(parameters, "sort");
        if (word == null) {
            return USUAL;
        }
        return word.startsWith("-")
                ? new RowOrder(word.substring(1), false)
                : new RowOrder(word, true);
    }

    /** As an address says it; null for the usual one. */
    @Nullable String word() {
        return column == null || ascending ? column : "-" + column;
    }

    /** What a press on the header of a column asks for: the greatest first, and then the least. */
    RowOrder pressed(Column other) {
        return new RowOrder(other.key(), other.key().equals(column) && !ascending);
    }

    /** As {@code aria-sort} has it; null for a column by which nothing is sorted. */
    @Nullable String sorted(Column other) {
        if (!other.key().equals(column)) {
            return null;
        }
        return ascending ? "ascending" : "descending";
    }

    List<ReportView.Row> sort(ReportView found) {
        return found.columns().stream()
                .filter(each -> each.key().equals(column))
                .findFirst()
                .map(each -> found.rows().stream().sorted(by(each)).toList())
                .orElse(found.rows());
    }

    private Comparator<ReportView.Row> by(Column column) {
        Comparator<@Nullable BigDecimal> numbers =
                ascending
                        ? Comparator.nullsLast(Comparator.naturalOrder())
                        : Comparator.nullsLast(Comparator.reverseOrder());
        return (one, other) -> numbers.compare(one.number(column), other.number(column));
    }
}
