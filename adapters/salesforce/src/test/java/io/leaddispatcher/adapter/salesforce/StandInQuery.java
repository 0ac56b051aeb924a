package io.leaddispatcher.adapter.salesforce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much of SOQL as is used, over records in memory: conditions with AND, OR and brackets, IN,
 * LIKE, comparisons, ORDER BY and LIMIT. What it does not understand it refuses, as Salesforce
 * does.
 */
final class StandInQuery {

    /** What is asked cannot be. */
    static final class MalformedQueryException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedQueryException(String message) {
            super(message);
        }
    }

    private static final Pattern TOKEN =
            Pattern.compile("\\s*('(?:[^'\\\\]|\\\\.)*'|[(),]|>=|<=|!=|=|>|<|[A-Za-z0-9_.:+-]+)");

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private StandInQuery(String soql) {
        Matcher matcher = TOKEN.matcher(soql);
        int end = 0;
        while (end < soql.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new MalformedQueryException("unexpected token at " + end);
            }
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
    }

    /**
     * What was found.
     *
     * @param counted it was COUNT(), and there are no rows to show
     */
    record Found(boolean counted, List<Map<String, Object>> rows) {}

    static Found run(String soql, Map<String, ? extends Collection<Map<String, Object>>> objects) {
        return new StandInQuery(soql).run(objects);
    }

    private Found run(Map<String, ? extends Collection<Map<String, Object>>> objects) {
        expect("SELECT");
        List<String> fields = new ArrayList<>();
        boolean counted = peek("COUNT");
        if (counted) {
            at++;
            expect("(");
            expect(")");
        } else {
            do {
                fields.add(next());
            } while (accept(","));
        }
        expect("FROM");
        String object = next();
        Collection<Map<String, Object>> all = objects.get(object);
        if (all == null) {
            throw new MalformedQueryException(
                    "sObject type '%s' is not supported".formatted(object));
        }
        List<Map<String, Object>> rows = new ArrayList<>(all);
        if (accept("WHERE")) {
            Set<Map<String, Object>> matching = or(rows);
            rows.removeIf(row -> !matching.contains(row));
        }
        if (accept("ORDER")) {
            expect("BY");
            Comparator<Map<String, Object>> order = order();
            while (accept(",")) {
                order = order.thenComparing(order());
            }
            rows.sort(order);
        }
        int limit = accept("LIMIT") ? Integer.parseInt(next()) : 2_000;
        if (at < tokens.size()) {
            throw new MalformedQueryException("unexpected token: " + tokens.get(at));
        }
        return new Found(
                counted, rows.stream().limit(limit).map(row -> shown(row, fields)).toList());
    }

    private static Map<String, Object> shown(Map<String, Object> row, List<String> fields) {
        Map<String, Object> shown = new LinkedHashMap<>();
        fields.forEach(field -> shown.put(field, row.getOrDefault(field, "")));
        return shown;
    }

    private Comparator<Map<String, Object>> order() {
        String field = next();
        Comparator<Map<String, Object>> order = Comparator.comparing(row -> value(row, field));
        return accept("DESC") ? order.reversed() : order;
    }

    private Set<Map<String, Object>> or(List<Map<String, Object>> rows) {
        Set<Map<String, Object>> found = new HashSet<>(and(rows));
        while (accept("OR")) {
            found.addAll(and(rows));
        }
        return found;
    }

    private Set<Map<String, Object>> and(List<Map<String, Object>> rows) {
        Set<Map<String, Object>> found = new HashSet<>(condition(rows));
        while (accept("AND")) {
            found.retainAll(condition(rows));
        }
        return found;
    }

    private Set<Map<String, Object>> condition(List<Map<String, Object>> rows) {
        if (accept("(")) {
            Set<Map<String, Object>> found = or(rows);
            expect(")");
            return found;
        }
        String field = next();
        String operator = next().toUpperCase(Locale.ROOT);
        if (operator.equals("IN")) {
            expect("(");
            Set<String> values = new HashSet<>();
            do {
                values.add(literal(next()));
            } while (accept(","));
            expect(")");
            return matching(rows, row -> values.contains(value(row, field)));
        }
        String literal = literal(next());
        return switch (operator) {
            case "=" -> matching(rows, row -> value(row, field).equalsIgnoreCase(literal));
            case ">" -> matching(rows, row -> value(row, field).compareTo(literal) > 0);
            case ">=" -> matching(rows, row -> value(row, field).compareTo(literal) >= 0);
            case "LIKE" -> {
                Pattern like = like(literal);
                yield matching(rows, row -> like.matcher(value(row, field)).matches());
            }
            default -> throw new MalformedQueryException("unknown operator " + operator);
        };
    }

    private static Pattern like(String literal) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < literal.length(); i++) {
            char one = literal.charAt(i);
            if (one == '\\' && i + 1 < literal.length()) {
                regex.append(Pattern.quote(String.valueOf(literal.charAt(++i))));
            } else if (one == '%') {
                regex.append(".*");
            } else if (one == '_') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(one)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private static Set<Map<String, Object>> matching(
            List<Map<String, Object>> rows,
            java.util.function.Predicate<Map<String, Object>> condition) {
        return rows.stream().filter(condition).collect(Collectors.toSet());
    }

    /** Date-times in the order of their texts, whichever way they are written. */
    private static String value(Map<String, Object> row, String field) {
        return plain(String.valueOf(row.getOrDefault(field, "")));
    }

    private static String plain(String text) {
        return text.replaceFirst(
                "^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(\\.000)?(\\+0000|Z)$", "$1");
    }

    private static String literal(String token) {
        if (!token.startsWith("'")) {
            return plain(token);
        }
        StringBuilder text = new StringBuilder();
        String inside = token.substring(1, token.length() - 1);
        for (int i = 0; i < inside.length(); i++) {
            char one = inside.charAt(i);
            if (one != '\\') {
                text.append(one);
                continue;
            }
            char escaped = inside.charAt(++i);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case '%', '_' -> text.append('\\').append(escaped);
                case '\'', '\\', '"' -> text.append(escaped);
                default ->
                        throw new MalformedQueryException(
                                "Illegal string literal sequence \\" + escaped);
            }
        }
        return text.toString();
    }

    private boolean peek(String word) {
        return at < tokens.size() && tokens.get(at).equalsIgnoreCase(word);
    }

    private boolean accept(String word) {
        if (peek(word)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String word) {
        if (!accept(word)) {
            throw new MalformedQueryException("expected " + word);
        }
    }

    private String next() {
        if (at == tokens.size()) {
            throw new MalformedQueryException("unexpected end");
        }
        return tokens.get(at++);
    }
}
