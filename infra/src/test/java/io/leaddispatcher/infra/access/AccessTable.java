package io.leaddispatcher.infra.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code docs/access.md} says. */
final class AccessTable {

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
