package io.leaddispatcher.infra.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What {@code docs/access.md} says. */
final class AccessTable {

    /** What {@code {page}} stands for. */
    private static final String PAGES =
            "(?:reps|teams|pools|set-up/queues|territories|segments|fields|lists|accounts|sla|templates)";

    private final Map<String, String> rules = new TreeMap<>();
    private final Map<String, Map<String, Boolean>> roles;
    private final Map<String, Map<String, Boolean>> scopes;

    AccessTable() {
        String text;
        try {
            text = Files.readString(Path.of("..", "docs", "access.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows(text, "## Routes").stream()
                .skip(1)
                .forEach(row -> rules.put(row.getFirst(), row.getLast()));
        roles = matrix(rows(text, "## Roles"), 2);
        scopes = matrix(rows(text, "## Scopes"), 1);
    }

    /** The right that a route asks for, by the route. */
    Map<String, String> rules() {
        return rules;
    }

    /** The right that an act asks for, as method and path; empty when nothing answers it. */
    Optional<String> rule(String act) {
        return rules.keySet().stream()
                .filter(route -> pattern(route).matcher(act).matches())
                // Of two that fit the one with fewer variables answers.
                .min(Comparator.comparingInt(route -> route.split("\\{", -1).length))
                .map(rules::get);
    }

    private static Pattern pattern(String route) {
        return Pattern.compile(
                Pattern.quote(route)
                        .replace("{page}", "\\E" + PAGES + "\\Q")
                        .replaceAll("\\{[a-zA-Z]+}", "\\\\E[^/]+\\\\Q"));
    }

    /** Whether a role has a right, by role and right. */
    Map<String, Map<String, Boolean>> roles() {
        return roles;
    }

    Map<String, Map<String, Boolean>> scopes() {
        return scopes;
    }

    private static Map<String, Map<String, Boolean>> matrix(List<List<String>> rows, int from) {
        Map<String, Map<String, Boolean>> matrix = new TreeMap<>();
        List<String> head = rows.getFirst();
        for (List<String> row : rows.subList(1, rows.size())) {
            for (int i = from; i < head.size(); i++) {
                matrix.computeIfAbsent(head.get(i), _ -> new TreeMap<>())
                        .put(row.getFirst(), row.get(i).equals("yes"));
            }
        }
        return matrix;
    }

    private static List<List<String>> rows(String text, String title) {
        String from = text.substring(text.indexOf(title) + title.length());
        int end = from.indexOf("\n## ");
        List<List<String>> rows = new ArrayList<>();
        (end < 0 ? from : from.substring(0, end))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                .forEach(line ->
                        rows.add(
                                Arrays.stream(
                                                line.substring(2, line.length() - 2)
                                                        .split(" \\| ", -1))
                                        .map(cell -> cell.replace("`", ""))
                                        .toList()));
        return rows;
    }
}
