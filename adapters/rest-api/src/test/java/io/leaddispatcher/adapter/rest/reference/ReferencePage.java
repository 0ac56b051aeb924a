package io.leaddispatcher.adapter.rest.reference;

import io.leaddispatcher.adapter.rest.body.DocumentParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The documents in the YAML blocks of {@code docs/policy-reference.md}, in their order. */
final class ReferencePage {

    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    /** Keys of examples that stand beside what the documents of a workspace have. */
    static final Set<String> OF_EXAMPLES = Set.of("leads", "holds");

    private final List<Map<String, ?>> documents = new ArrayList<>();

    ReferencePage() throws IOException {
        String text = Files.readString(Path.of("..", "..", "docs", "policy-reference.md"));
        for (String block : BLOCK.matcher(text).results().map(ReferencePage::first).toList()) {
            Object read = Objects.requireNonNull(DocumentParser.yaml(block));
            (read instanceof List<?> list ? list : List.of(read))
                    .forEach(each -> documents.add(object(each)));
        }
    }

    /** Of the workspace in which the examples are, unless they say otherwise. */
    Map<String, ?> workspace() {
        return documents.stream()
                .filter(each -> each.containsKey("reps") && isNoExample(each))
                .findFirst()
                .orElseThrow();
    }

    /** A whole policy, to be read and no more. */
    List<Map<String, ?>> policies() {
        return documents.stream()
                .filter(each -> each.containsKey("schema") && isNoExample(each))
                .toList();
    }

    /** A condition with leads of which it holds, and others. */
    List<Map<String, ?>> conditions() {
        return documents.stream().filter(each -> each.containsKey("holds")).toList();
    }

    /** A policy with leads and where they go. */
    List<Map<String, ?>> decisions() {
        return documents.stream().filter(each -> each.containsKey("leads")).toList();
    }

    int size() {
        return documents.size();
    }

    /** Every name and every word in the documents. */
    Set<String> words() {
        Set<String> words = new TreeSet<>();
        documents.forEach(each -> collect(each, words));
        return words;
    }

    static Map<String, ?> object(@Nullable Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(value))
                .forEach((name, each) -> object.put(String.valueOf(name), each));
        return object;
    }

    private static boolean isNoExample(Map<String, ?> document) {
        return document.keySet().stream().noneMatch(OF_EXAMPLES::contains);
    }

    private static String first(MatchResult block) {
        return block.group(1);
    }

    private static void collect(@Nullable Object value, Set<String> words) {
        switch (value) {
            case Map<?, ?> map ->
                    map.forEach((name, each) -> {
                        words.add(String.valueOf(name));
                        collect(each, words);
                    });
            case List<?> list -> list.forEach(each -> collect(each, words));
            case null, default -> words.add(String.valueOf(value));
        }
    }
}
