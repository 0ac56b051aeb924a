package io.leaddispatcher.web.setup;

import io.leaddispatcher.domain.document.Violation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What a form can fill of a kind of document, and the way from the document to the form and back.
 * What it does not know of a document stays as it is.
 */
record Shape(List<Slot> slots, List<Rows> rows) {

    /**
     * Parts that are alike, one after the other.
     *
     * @param name where they stand in the document
     * @param columns by their names inside one part
     * @param key the column that names the part, where the document holds a map; null: a list
     */
    record Rows(String name, List<Slot> columns, @Nullable String key) {
        Rows {
            columns = List.copyOf(columns);
        }
    }

    /** What is wrong, by the name of the input; and what belongs to none. */
    record Problems(Map<String, String> beside, List<String> others) {
        static final Problems NONE = new Problems(Map.of(), List.of());

        Problems {
            beside = Map.copyOf(beside);
            others = List.copyOf(others);
        }
    }

    Shape {
        slots = List.copyOf(slots);
        rows = List.copyOf(rows);
    }

    /** The text of every input. */
    Map<String, String> texts(Map<String, ?> document, ZoneId zone) {
        var texts = new LinkedHashMap<String, String>();
        for (Slot slot : slots) {
            texts.put(slot.name(), slot.toText(Paths.get(document, slot.name()), zone));
        }
        for (Rows group : rows) {
            var parts = parts(group, document);
            for (int row = 0; row < parts.size(); row++) {
                for (Slot column : group.columns()) {
                    texts.put(
                            name(group, row, column),
                            column.toText(Paths.get(parts.get(row), column.name()), zone));
                }
            }
        }
        return texts;
    }

    /** How many parts there are. */
    int count(String group, Map<String, ?> document) {
        return rows.stream()
                .filter(each -> each.name().equals(group))
                .mapToInt(each -> parts(each, document).size())
                .sum();
    }

    /**
     * A document as the form would have it.
     *
     * @param stored what is there; what the form does not change of it stays to the letter
     */
    Map<String, Object> filled(
            Map<String, ?> stored, MultiValueMap<String, String> sent, ZoneId zone) {
        var document = new LinkedHashMap<String, Object>(stored);
        var before = texts(stored, zone);
        for (Slot slot : slots) {
            var text = text(slot, sent);
            if (text != null && !same(text, before.get(slot.name()))) {
                Paths.put(document, slot.name(), slot.toValue(text, zone));
            }
        }
        for (Rows group : rows) {
            if (sent.containsKey(group.name())) {
                var parts = filled(group, stored, sent, zone);
                if (!parts.equals(Paths.get(stored, group.name()))) {
                    Paths.put(document, group.name(), isEmpty(parts) ? null : parts);
                }
            }
        }
        return document;
    }

    /** What is wrong with a document, beside the inputs that it came from. */
    Problems problems(List<Violation> violations, Map<String, ?> document, Sentences say) {
        var beside = new LinkedHashMap<String, String>();
        var others = new ArrayList<String>();
        var known = texts(document, ZoneId.of("UTC")).keySet();
        for (Violation violation : violations) {
            var name = inputOf(violation.pointer(), document);
            while (!known.contains(name) && name.indexOf('.') > 0) {
                name = name.substring(0, name.lastIndexOf('.'));
            }
            boolean mine =
                    known.contains(name)
                            || name.equals("key")
                            || rows.stream().map(Rows::name).anyMatch(name::equals);
            if (mine) {
                beside.putIfAbsent(name, say.of(violation));
            } else {
                others.add(say.of(violation));
            }
        }
        return new Problems(beside, others);
    }

    /**
     * The id of what a problem can be mended at: an input has its name for an id; of a group, and
     * of what the page shows in other inputs, what is said of it can be gone to.
     */
    String target(String name, Map<String, ?> document) {
        boolean group =
                rows.stream().anyMatch(each -> each.name().equals(name))
                        || slots.stream()
                                .anyMatch(
                                        slot -> slot.name().equals(name) && slot.isGroup(document));
        return group ? name + "-problem" : name;
    }

    /** The words for a violation. */
    interface Sentences {
        String of(Violation violation);
    }

    private String inputOf(String pointer, Map<String, ?> document) {
        var steps = new ArrayList<String>();
        for (String step : pointer.split("/", -1)) {
            if (!step.isEmpty()) {
                steps.add(step.replace("~1", "/").replace("~0", "~"));
            }
        }
        for (Rows group : rows) {
            if (group.key() != null && steps.size() > 1 && steps.getFirst().equals(group.name())) {
                var parts = parts(group, document);
                for (int row = 0; row < parts.size(); row++) {
                    if (steps.get(1).equals(parts.get(row).get(group.key()))) {
                        steps.set(1, Integer.toString(row));
                        break;
                    }
                }
            }
        }
        return String.join(".", steps);
    }

    private static String name(Rows group, int row, Slot column) {
        return group.name() + "." + row + "." + column.name();
    }

    private static List<Map<String, ?>> parts(Rows group, Map<String, ?> document) {
        var parts = new ArrayList<Map<String, ?>>();
        switch (Paths.get(document, group.name())) {
            case List<?> items -> items.forEach(item -> parts.add(Paths.members(item)));
            case Map<?, ?> members when group.key() != null ->
                    members.forEach((key, member) -> {
                        var part = new LinkedHashMap<String, Object>();
                        part.put(group.key(), String.valueOf(key));
                        part.putAll(Paths.members(member));
                        parts.add(part);
                    });
            case null, default -> {}
        }
        return parts;
    }

    /** The rows that say something, in their order. */
    private static Object filled(
            Rows group, Map<String, ?> stored, MultiValueMap<String, String> sent, ZoneId zone) {
        var before = parts(group, stored);
        var list = new ArrayList<Object>();
        var map = new LinkedHashMap<String, Object>();
        for (int row : numbers(group, sent)) {
            var old = row < before.size() ? before.get(row) : Map.<String, Object>of();
            var part = new LinkedHashMap<String, Object>(old);
            boolean saysSomething = false;
            for (Slot column : group.columns()) {
                var text = sent.getFirst(name(group, row, column));
                var was = old.get(column.name());
                if (text != null && !same(text, column.toText(was, zone))) {
                    Paths.put(part, column.name(), column.toValue(text, zone));
                }
                saysSomething |= text != null && !text.isBlank();
            }
            if (saysSomething && group.key() == null) {
                list.add(part);
            } else if (saysSomething) {
                var key = part.remove(group.key());
                map.put(key == null ? "" : key.toString(), part);
            }
        }
        return group.key() == null ? list : map;
    }

    private static Set<Integer> numbers(Rows group, MultiValueMap<String, String> sent) {
        var numbered = Pattern.compile(Pattern.quote(group.name()) + "[.]([0-9]{1,5})[.].*");
        var numbers = new TreeSet<Integer>();
        for (String name : sent.keySet()) {
            var matcher = numbered.matcher(name);
            if (matcher.matches()) {
                numbers.add(Integer.valueOf(matcher.group(1)));
            }
        }
        return numbers;
    }

    private static boolean isEmpty(Object parts) {
        return parts instanceof List<?> list ? list.isEmpty() : ((Map<?, ?>) parts).isEmpty();
    }

    private static @Nullable String text(Slot slot, MultiValueMap<String, String> sent) {
        if (slot.type() == Slot.Type.CHOICES) {
            // An empty one comes along, so that none is not the same as not asked.
            var ticked = sent.get(slot.name());
            return ticked == null ? null : String.join("\n", ticked).strip();
        }
        var text = sent.getFirst(slot.name());
        return text == null && slot.ticked() && sent.containsKey("ticks") ? "" : text;
    }

    private static boolean same(String text, @Nullable String before) {
        return Objects.equals(
                text.replace("\r\n", "\n").strip(), before == null ? "" : before.strip());
    }
}
