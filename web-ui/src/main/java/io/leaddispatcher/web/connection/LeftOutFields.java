package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.configuration.Label;
import io.leaddispatcher.application.form.UnmappedField;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.lead.LeadPaths;
import io.leaddispatcher.web.document.FieldGuess;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;

/**
 * Asks where fields belong that a form sent and nothing took.
 *
 * @param groups what they may become
 */
record LeftOutFields(List<Row> rows, List<Group> groups) {

    /**
     * @param input what the field's choice is called in what is sent
     * @param guess the path that is chosen to begin with; empty for none
     */
    record Row(String name, String input, When lastAt, String guess) {}

    record Group(String name, List<Choice> choices) {}

    record Choice(String path, String name) {}

    private static final String INPUT = "map:";
    private static final String CUSTOM = "custom";

    /** Without rows when all that came is mapped by now. */
    static LeftOutFields of(
            List<UnmappedField> came, Tree connection, List<Label> ownFields, Words words) {
        Tree mapping = connection.tree("settings").tree("mapping");
        return new LeftOutFields(
                came.stream()
                        .filter(field -> !mapping.has(field.name()))
                        .map(field -> row(field, words))
                        .toList(),
                groups(ownFields, words));
    }

    private static Row row(UnmappedField field, Words words) {
        return new Row(
                field.name(),
                INPUT + field.name(),
                words.when(field.lastAt()),
                FieldGuess.of(field.name()));
    }

    private static List<Group> groups(List<Label> ownFields, Words words) {
        Map<String, List<Choice>> bySection =
                Stream.concat(
                                FieldCatalogue.standard().paths().stream()
                                        .filter(LeadPaths::isProperty),
                                ownFields.stream()
                                        .map(field -> CUSTOM + "." + field.key())
                                        .filter(LeadPaths::isCustom))
                        .map(path -> new Choice(path, words.field(path)))
                        .collect(
                                Collectors.groupingBy(
                                        choice ->
                                                choice.path()
                                                        .substring(0, choice.path().indexOf('.')),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return bySection.entrySet().stream()
                .map(section ->
                        new Group(
                                words.say("crm.mapping.section." + section.getKey()),
                                section.getValue()))
                .toList();
    }

    /** Whether somebody answers, and does not fill in the connection's own form. */
    static boolean isAnswered(MultiValueMap<String, String> sent) {
        return sent.keySet().stream().anyMatch(name -> name.startsWith(INPUT));
    }

    /** The connection as it is stored, with the fields that were given a place. */
    static Tree answered(Tree stored, MultiValueMap<String, String> sent) {
        Tree settings = stored.tree("settings");
        Map<Object, Object> mapping = new LinkedHashMap<>(settings.tree("mapping").members());
        sent.toSingleValueMap()
                .forEach((input, path) -> {
                    if (input.startsWith(INPUT) && !path.isBlank()) {
                        mapping.put(input.substring(INPUT.length()), path);
                    }
                });
        Map<Object, Object> changed = new LinkedHashMap<>(settings.members());
        changed.put("mapping", mapping);
        Map<Object, Object> members = new LinkedHashMap<>(stored.members());
        members.put("settings", changed);
        return new Tree(members);
    }
}
