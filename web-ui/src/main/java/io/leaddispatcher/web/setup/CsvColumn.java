package io.leaddispatcher.web.setup;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first column of a file of comma-separated values, for a list. Semicolons and tabs part cells
 * too. A first line that is a heading is left out.
 *
 * @param values in their order, each once
 * @param problems what is wrong, line by line
 * @param twice how many values stood there more than once
 */
record CsvColumn(List<String> values, List<Problem> problems, int twice) {

    private static final int LONGEST = 500;
    private static final int MOST_PROBLEMS = 20;
    private static final Set<String> HEADINGS =
            Set.of(
                    "account",
                    "company",
                    "domain",
                    "e-mail",
                    "email",
                    "firma",
                    "konto",
                    "name",
                    "unternehmen",
                    "value",
                    "website",
                    "wert");

    /**
     * @param line from 1
     * @param code {@code quote}, {@code blank}, {@code long} or {@code control}
     */
    record Problem(int line, String code) {}

    CsvColumn {
        values = List.copyOf(values);
        problems = List.copyOf(problems);
    }

    static CsvColumn of(String text) {
        var values = new LinkedHashSet<String>();
        var problems = new ArrayList<Problem>();
        int twice = 0;
        int number = 0;
        // A byte-order mark is none of the first value.
        for (String line : text.replaceFirst("^\uFEFF", "").lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            var cell = firstCell(line);
            var code = cell == null ? "quote" : problem(cell);
            if (cell != null && number == 1 && HEADINGS.contains(cell.toLowerCase(Locale.ROOT))) {
                continue;
            }
            if (cell == null || !code.isEmpty()) {
                if (problems.size() < MOST_PROBLEMS) {
                    problems.add(new Problem(number, code));
                }
            } else if (!values.add(cell)) {
                twice++;
            }
        }
        return new CsvColumn(List.copyOf(values), problems, twice);
    }

    private static String problem(String cell) {
        if (cell.isEmpty()) {
            return "blank";
        }
        if (cell.length() > LONGEST) {
            return "long";
        }
        return cell.chars().anyMatch(Character::isISOControl) ? "control" : "";
    }

    /** Null when a quote is not closed. */
    private static @Nullable String firstCell(String line) {
        var stripped = line.strip();
        if (!stripped.startsWith("\"")) {
            return stripped.split("[,;\t]", 2)[0].strip();
        }
        var cell = new StringBuilder();
        for (int at = 1; at < stripped.length(); at++) {
            char each = stripped.charAt(at);
            if (each != '"') {
                cell.append(each);
            } else if (at + 1 < stripped.length() && stripped.charAt(at + 1) == '"') {
                cell.append('"');
                at++;
            } else {
                return cell.toString().strip();
            }
        }
        return null;
    }
}
