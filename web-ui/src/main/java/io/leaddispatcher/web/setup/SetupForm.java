package io.leaddispatcher.web.setup;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form of one document.
 *
 * @param fresh whether it is to be made
 * @param editable whether the reader may change it
 * @param mirror the connection from whose CRM it comes; empty when it is kept by hand
 * @param version what is being changed; empty for a fresh one
 * @param title what it is called
 * @param choices what can be chosen, by what it is: {@code rep}, {@code territory}, …
 * @param wrong the problems that stand beside fields, in the order of the page
 * @param zone by whose clocks moments are told
 * @param unsaved whether it shows again what was sent and is kept nowhere
 * @param note what has come of the last act; null for none
 */
record SetupForm(
        SetupKind kind,
        boolean fresh,
        boolean editable,
        String mirror,
        String key,
        String version,
        String title,
        Map<String, ?> document,
        Map<String, String> texts,
        Shape.Problems problems,
        List<Wrong> wrong,
        Map<String, List<Choice>> choices,
        String zone,
        boolean unsaved,
        @Nullable Note note) {

    /** Rows without words at the end, for more parts. */
    private static final int BLANK = 1;

    private static final int FEW = 60;

    record Choice(String key, String name) {}

    /**
     * A field that is wrong, as the top of the page tells of it.
     *
     * @param target the id of what can be mended; of a group what is said of it
     */
    record Wrong(String target, String label, String text) {}

    SetupForm {
        texts = Map.copyOf(texts);
        wrong = List.copyOf(wrong);
        choices = Map.copyOf(choices);
    }

    public String path() {
        return kind.address(fresh ? "_new" : key);
    }

    public String value(String name) {
        return texts.getOrDefault(name, "");
    }

    public @Nullable String problem(String name) {
        return problems.beside().get(name);
    }

    public boolean checked(String name) {
        return value(name).equals("true");
    }

    /**
     * The ids of what says more of an input: what is wrong with it, and its help; null: nothing.
     */
    public @Nullable String describedBy(String name, @Nullable String help) {
        var ids =
                Stream.of(
                                problem(name) == null ? "" : name + "-problem",
                                help == null ? "" : name + "-help")
                        .filter(id -> !id.isEmpty())
                        .collect(Collectors.joining(" "));
        return ids.isEmpty() ? null : ids;
    }

    /**
     * Whether something is wrong there or inside.
     *
     * @param names apart by blanks
     */
    public boolean wrongIn(String names) {
        return Arrays.stream(names.split(" ", -1))
                .anyMatch(name ->
                        problems.beside().keySet().stream()
                                .anyMatch(wrong ->
                                        wrong.equals(name) || wrong.startsWith(name + ".")));
    }

    /** Whether a list of the document holds a value; everything when there is no list. */
    public boolean holds(String name, String value) {
        return switch (Paths.get(document, name)) {
            case List<?> items -> items.contains(value);
            case null, default -> false;
        };
    }

    /** What a list of the document holds that cannot be chosen, or no more. */
    public List<String> strangers(String name, String what) {
        return Paths.get(document, name) instanceof List<?> items
                ? items.stream().map(String::valueOf).filter(key -> !knows(what, key)).toList()
                : List.of();
    }

    public boolean has(String name) {
        return Paths.get(document, name) != null;
    }

    /** The numbers of the rows of parts, with one more for a further part. */
    public List<Integer> rows(String group) {
        int there = Shapes.of(kind).count(group, document);
        return IntStream.range(0, there + (editable ? BLANK : 0)).boxed().toList();
    }

    /** Whether a list is short enough to be chosen from by looking. */
    public boolean few(String what) {
        return choices(what).size() <= FEW;
    }

    /** How many of its rows say something. */
    public int count(String group) {
        return Shapes.of(kind).count(group, document);
    }

    public List<Choice> choices(String what) {
        return choices.getOrDefault(what, List.of());
    }

    public boolean knows(String what, String key) {
        return choices(what).stream().anyMatch(choice -> choice.key().equals(key));
    }

    /** Whether a field is none of those that a pick list shows. */
    public boolean isOther(Collection<FieldGroup> groups, String path) {
        return !path.isEmpty()
                && groups.stream()
                        .flatMap(group -> group.fields().stream())
                        .noneMatch(field -> field.key().equals(path));
    }

    /** The name of what is chosen; empty where it is not known. */
    public String knownName(String what, String key) {
        return choices(what).stream()
                .filter(choice -> choice.key().equals(key))
                .map(Choice::name)
                .findFirst()
                .orElse("");
    }
}
